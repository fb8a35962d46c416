/**
 * Functions made of the texts of translations (translation.ts), and what these call. A text is made of numbers and of what
 * stands here: nothing of a program's own gets into it.
 */
import { at, F64, H, MADE, put } from "./arena";
import { storeAttr } from "./attributeinstructions";
import { method } from "./attributes";
import { newInstance } from "./classes";
import { compare } from "./comparison";
import { dictSetStr, strEntry, strEntrySet } from "./dict";
import { floatMade } from "./float";
import { format } from "./format";
import { newGenerator } from "./generators";
import { globalAtSite } from "./globalcache";
import type { Compiled } from "./hotcode";
import {
	add,
	attribute,
	bitAnd,
	call,
	compared,
	crossed,
	crosses,
	dying,
	enterMaking,
	enterNew,
	finished,
	floorDivide,
	given,
	gotten,
	handling,
	item,
	leave,
	leaveInLine,
	letGo,
	mapBuilt,
	methodOf,
	multiply,
	named,
	next,
	number,
	onward,
	rarely,
	remainder,
	rests,
	resumed,
	returned,
	sent,
	settled,
	subscribed,
	subscription,
	subtract,
	textBuilt,
	truthOf,
	unentered,
	waits,
	yielded,
} from "./hotoperations";
import { newCell } from "./instructions";
import { intMade } from "./int";
import { getIter } from "./iterators";
import { CODE_NINSTRUCTIONS, type Ref } from "./layout";
import { EngineBug } from "./limits";
import { listPush, newList } from "./list";
import { drop, floatAfter, floatAfterBoth, floatReusing, floatReusingEither, grown } from "./operands";
import { binaryOp, contains, setItem, truth, unaryOp } from "./operators";
import { exceptionMatches } from "./raising";
import { rangeNext } from "./ranges";
import { decref, incref, setref } from "./refcount";
import { PAUSE, stepped } from "./rests";
import { methodAtSite, setValueAtSite, valueAtSite } from "./sitecache";
import { isPlainAttr, operatorKind } from "./specialize";
import { steal } from "./stackref";
import { NOWHERE, Translation } from "./translation";
import { tupleSteal } from "./tuple";

/** What the text calls, under the names that it has there. */
const NAMES = {
	H,
	F64,
	MADE,
	MINUS: "unary -",
	attribute,
	begun,
	binaryOp,
	bitAnd,
	compare,
	contains,
	dictSetStr,
	format,
	getIter,
	intMade,
	item,
	method,
	methodOf,
	named,
	resumed,
	setItem,
	setref,
	settled,
	storeAttr,
	truth,
	unaryOp,
	yielded,
	add,
	call,
	dying,
	compared,
	crossed,
	crosses,
	decref,
	drop,
	enterMaking,
	enterNew,
	finished,
	exceptionMatches,
	floatAfter,
	floatAfterBoth,
	floatMade,
	floatReusing,
	floatReusingEither,
	floorDivide,
	given,
	gotten,
	handling,
	globalAtSite,
	incref,
	isPlainAttr,
	leave,
	leaveInLine,
	letGo,
	listPush,
	grown,
	mapBuilt,
	newCell,
	operatorKind,
	steal,
	subscribed,
	subscription,
	textBuilt,
	methodAtSite,
	multiply,
	newGenerator,
	newInstance,
	newList,
	next,
	number,
	PAUSE,
	put,
	rangeNext,
	rarely,
	remainder,
	rests,
	returned,
	sent,
	setValueAtSite,
	strEntry,
	stepped,
	strEntrySet,
	subtract,
	truthOf,
	unentered,
	waits,
	onward,
	tupleSteal,
	valueAtSite,
};

/** What each text begins with. */
const HEAD = `"use strict";const{${Object.keys(NAMES).join(",")}}=names;return `;

/**
 * What V8 sees of a function it notes only after some dozens of calls. One that is entered once, and goes round a loop,
 * is optimised without what its first instructions do, and thrown away when it is entered again: so it is called before.
 */
function begun(part: (frame: number, from: number, stop: number) => number): void {
	for (let i = 0; i < BEGINNINGS; i++) part(0, NOWHERE, 0);
}
const BEGINNINGS = 100;

/** Made before, by their texts: the same program's code stands at the same addresses in its next run. */
const made = new Map<string, Compiled>();
/** Characters of all texts that are kept. */
const MOST_KEPT = 4_000_000;
let kept = 0;
/** Bytes of JavaScript's stack that a call takes, its variables apart; and what chooses among the parts of a long text. */
const FRAME_BYTES = 400;
const CHOOSING_BYTES = 150;
/** A longer code object is left to the loop: V8 would take too long over it. */
const MOST_INSTRUCTIONS = 4000;

/** What may stand in the text besides: JavaScript's own words, and variables. */
const WORDS =
	/^(?:\d+|[pv]\d+|const|let|return|function|frame|from|stop|sp|n|c|w|t|b|x|y|r|L|for|switch|case|default|if|else|continue|true|false|unbound|generic)$/;

/**
 * The code object's translation, one that tells a log of what it counts if it is `logged`; null where there is none: it is
 * too long, or a page allows no code made from text.
 */
export function translate(code: Ref, logged: boolean, entries?: ReadonlySet<number>): Compiled | null {
	if (at(code + CODE_NINSTRUCTIONS) > MOST_INSTRUCTIONS) return null;
	const translation = new Translation(code, logged, entries);
	const text = translation.text();
	const before = made.get(text);
	if (before !== undefined) return before;
	const stranger = text.match(/[\w$"']+/g)?.find((word) => !WORDS.test(word) && !Object.hasOwn(NAMES, word));
	if (stranger !== undefined) throw new EngineBug(`the translation of code has ${stranger} in it`);
	let compiled: Compiled;
	try {
		compiled = Object.assign(new Function("names", `${HEAD}${text}`)(NAMES), {
			stack: FRAME_BYTES + 8 * translation.most + (translation.inParts ? CHOOSING_BYTES : 0),
		});
	} catch (error) {
		if (error instanceof EvalError) return null;
		throw error;
	}
	if (kept + text.length > MOST_KEPT) {
		made.clear();
		kept = 0;
	}
	kept += text.length;
	made.set(text, compiled);
	return compiled;
}
