/**
 * Printing an uncaught exception (`_PyErr_Display`, which calls Lib/traceback.py): first everything that may run the
 * program's own code (`__str__`, `__dir__`, notes), exception by exception, then the text in one go.
 */
import { internal } from "./alloc";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { beginSuggestion, suggestionText } from "./didyoumean";
import { clearError } from "./errors";
import { groupExceptions, isExceptionGroup } from "./exceptiongroups";
import { untrack } from "./gclist";
import { intNumber, isInt } from "./int";
import {
	EXC_ARGS,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_SUPPRESS,
	EXC_TRACEBACK,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { isList, listAppend, listItem, listPush, listSize, newList } from "./list";
import { work } from "./machine";
import { N0, pushNative, setState, stateOf } from "./natives";
import { repr, str } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { intern, isStr, newStr, textOf } from "./str";
import type { SyntaxErrorText } from "./syntaxerrortext";
import { report } from "./sysstreams";
import { nativeKind, type Status } from "./tables";
import { shownTypeName, stackOf } from "./tracebackframes";
import { type ExceptionText, formatException } from "./tracebacktext";
import { isTuple, tupleItem } from "./tuple";
import { EMPTY_TUPLE, NONE, SYNTAX_ERROR } from "./typeids";
import { isInstanceOf } from "./types";

/** Words: the exception; those to be shown, in order; the text of each; its notes; its suggestion; the notes at hand (all owned). */
const W_ROOT = N0;
const W_ALL = N0 + 1;
const W_TEXTS = N0 + 2;
const W_NOTES = N0 + 3;
const W_SUGGESTIONS = N0 + 4;
const W_PENDING = N0 + 5;
/** Which exception is at hand, and which of its notes. */
const W_INDEX = N0 + 6;
const W_NOTE = N0 + 7;
const WORDS = 8;
const OWNED = 6;

/** What an exception that is shown takes off the work budget. */
const EXCEPTION_WORK = 2000;

const BEGIN = 0;
const TEXT = 1;
const NOTES = 2;
const NEXT_NOTE = 3;
const NOTE_TEXT = 4;
const WHOLE_NOTES = 5;
const SUGGEST = 6;
const SUGGESTED = 7;
const WRITTEN = 8;

/** Prints an exception (borrowed) on stderr as CPython does at the end of a program. PUSHED: a value to drop comes. */
export function printException(exc: Ref): Status {
	const frame = pushNative(PRINT, WORDS, OWNED);
	H[frame + W_ROOT] = incref(exc);
	for (const word of [W_ALL, W_TEXTS, W_NOTES, W_SUGGESTIONS]) {
		H[frame + word] = ownList();
	}
	const seen = new Map<Ref, Links>();
	link(exc, seen);
	for (const e of seen.keys()) listAppend(at(frame + W_ALL), e);
	return PUSHED;
}

interface Links {
	readonly cause: Ref;
	readonly context: Ref;
	readonly members: readonly Ref[] | null;
}

/** What is shown of an exception's chain, in the order in which TracebackException meets it; each only once. */
function link(root: Ref, seen: Map<Ref, Links>): void {
	const nothing: Links = { cause: NULL, context: NULL, members: null };
	seen.set(root, nothing);
	const queue = [root];
	for (let e = queue.pop(); e !== undefined; e = queue.pop()) {
		const fresh = (o: Ref): Ref => {
			if (o === NULL || seen.has(o)) return NULL;
			seen.set(o, nothing);
			return o;
		};
		const cause = fresh(at(e + EXC_CAUSE));
		const context = cause === NULL && at(e + EXC_SUPPRESS) === 0 ? fresh(at(e + EXC_CONTEXT)) : NULL;
		const members = groupMembers(e);
		if (members !== null) for (const m of members) if (!seen.has(m)) seen.set(m, nothing);
		seen.set(e, { cause, context, members });
		if (cause !== NULL) queue.push(cause);
		if (context !== NULL) queue.push(context);
		if (members !== null) queue.push(...members);
	}
}

/** The exceptions of an exception group, or null. */
function groupMembers(e: Ref): readonly Ref[] | null {
	if (!isExceptionGroup(e)) return null;
	const members = groupExceptions(e);
	return Array.from({ length: at(members + SIZE) }, (_, i) => tupleItem(members, i));
}

const PRINT = nativeKind(
	"traceback",
	(frame, value) => advance(frame, value),
	(frame) => {
		clearError();
		return advance(frame, standIn(frame));
	},
);

function current(frame: number): Ref {
	return listItem(at(frame + W_ALL), at(frame + W_INDEX));
}

/** What was called has raised: what stands in its place (0: nothing). */
function standIn(frame: number): Ref {
	switch (stateOf(frame)) {
		case TEXT:
			return newStr("<exception str() failed>");
		case NOTE_TEXT:
			return newStr("<note str() failed>");
		case WHOLE_NOTES:
			return newStr("<__notes__ repr() failed>");
		case NOTES:
		case SUGGESTED:
			return NULL;
		default:
			throw new EngineBug(`a traceback failed in state ${stateOf(frame)}`);
	}
}

/** Goes on until Python code must run, or all is printed. `value`: what the state waited for, owned. */
function advance(frame: number, first: Ref): Status {
	let value: Status = first;
	for (;;) {
		let status: Status = NULL;
		switch (stateOf(frame)) {
			case WRITTEN:
				return value;
			case BEGIN:
				if (at(frame + W_INDEX) >= listSize(at(frame + W_ALL))) {
					setState(frame, WRITTEN);
					return report(formatException(exceptionText(frame)));
				}
				work(EXCEPTION_WORK);
				setState(frame, TEXT);
				status = str(current(frame));
				break;
			case TEXT:
				listPush(at(frame + W_TEXTS), value);
				listPush(at(frame + W_NOTES), ownList());
				setState(frame, NOTES);
				status = attributeText(current(frame), "__notes__");
				break;
			case NOTES: {
				const notes = value === NONE ? NULL : value;
				if (notes === NULL) {
					setState(frame, SUGGEST);
					continue;
				}
				setref(frame + W_PENDING, notes);
				H[frame + W_NOTE] = 0;
				if (isList(notes) || isTuple(notes)) {
					setState(frame, NEXT_NOTE);
					continue;
				}
				setState(frame, WHOLE_NOTES);
				status = repr(notes);
				break;
			}
			case NEXT_NOTE: {
				const notes = at(frame + W_PENDING);
				const i = at(frame + W_NOTE);
				if (i >= at(notes + SIZE)) {
					setState(frame, SUGGEST);
					continue;
				}
				H[frame + W_NOTE] = i + 1;
				setState(frame, NOTE_TEXT);
				status = str(isList(notes) ? listItem(notes, i) : tupleItem(notes, i));
				break;
			}
			case NOTE_TEXT:
			case WHOLE_NOTES:
				listPush(listItem(at(frame + W_NOTES), at(frame + W_INDEX)), value);
				setState(frame, stateOf(frame) === NOTE_TEXT ? NEXT_NOTE : SUGGEST);
				continue;
			case SUGGEST:
				clearref(frame + W_PENDING);
				setState(frame, SUGGESTED);
				status = beginSuggestion(current(frame));
				if (status === NULL) {
					clearError();
					value = NULL;
					continue;
				}
				break;
			case SUGGESTED: {
				const suggestion = suggestionText(current(frame), value);
				if (value !== NULL) decref(value);
				listPush(at(frame + W_SUGGESTIONS), newStr(suggestion));
				H[frame + W_INDEX] = at(frame + W_INDEX) + 1;
				setState(frame, BEGIN);
				continue;
			}
			default:
				throw new EngineBug(`state ${stateOf(frame)} of a traceback`);
		}
		if (status === PUSHED) return PUSHED;
		if (status === NULL) {
			clearError();
			value = standIn(frame);
		} else value = status;
	}
}

/** A list of the printing's own: neither tracked nor shown. */
function ownList(): Ref {
	const list = internal(newList());
	untrack(list);
	return list;
}

function attributeText(o: Ref, name: string): Status {
	const ref = intern(name);
	const status = getAttr(o, ref);
	decref(ref);
	return status;
}

/** Everything is known: the exceptions as text. */
function exceptionText(frame: number): ExceptionText {
	const root = at(frame + W_ROOT);
	const seen = new Map<Ref, Links>();
	link(root, seen);
	const indices = new Map<Ref, number>();
	for (let i = 0; i < listSize(at(frame + W_ALL)); i++) indices.set(listItem(at(frame + W_ALL), i), i);
	// From the last met to the first, so that what an exception is chained to is there before it.
	const made = new Map<Ref, ExceptionText>();
	const textFor = (o: Ref): ExceptionText | null => made.get(o) ?? null;
	for (const e of [...seen.keys()].reverse()) {
		const i = indices.get(e);
		if (i === undefined) continue;
		const links = seen.get(e) as Links;
		const notes = listItem(at(frame + W_NOTES), i);
		const lines: string[] = [];
		for (let n = 0; n < listSize(notes); n++) lines.push(...textOf(listItem(notes, n)).split("\n"));
		made.set(e, {
			type: shownTypeName(at(e + TYPE)),
			text: textOf(listItem(at(frame + W_TEXTS), i)) + textOf(listItem(at(frame + W_SUGGESTIONS), i)),
			stack: stackOf(at(e + EXC_TRACEBACK)),
			notes: lines,
			syntax: syntaxErrorOf(e),
			cause: textFor(links.cause),
			context: textFor(links.context),
			exceptions: links.members?.flatMap((m) => textFor(m) ?? []) ?? null,
		});
	}
	const text = textFor(root);
	if (text === null) throw new EngineBug("an exception without its text");
	return text;
}

/** A SyntaxError's place, from its args: message, (filename, lineno, offset, text, end_lineno, end_offset). */
function syntaxErrorOf(e: Ref): SyntaxErrorText | null {
	if (!isInstanceOf(e, SYNTAX_ERROR)) return null;
	const args = at(e + EXC_ARGS);
	const n = at(args + SIZE);
	const message = n > 0 && isStr(tupleItem(args, 0)) ? textOf(tupleItem(args, 0)) : "";
	const details = n === 2 && isTuple(tupleItem(args, 1)) ? tupleItem(args, 1) : EMPTY_TUPLE;
	const item = (i: number): Ref => (i < at(details + SIZE) ? tupleItem(details, i) : NONE);
	const text = (i: number): string | null => (isStr(item(i)) ? textOf(item(i)) : null);
	const number = (i: number): number | null => (isInt(item(i)) ? intNumber(item(i)) : null);
	return {
		message,
		filename: text(0),
		lineno: number(1),
		offset: number(2),
		text: text(3),
		endLineno: number(4),
		endOffset: number(5),
	};
}
