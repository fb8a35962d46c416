/**
 * The audit of the heap's blocks: laid side by side, those of live objects, what these keep outside them, and the free
 * ones are the whole heap. So no block belongs to two, and none is lost; the same holds for the slots of payloads.
 */
import { freeLists } from "./alloc";
import { at, blockOf, freeBlocks, freePayloads, keptBlocks, payloadSlots, rawBlockWords } from "./arena";
import { type HoldingsVisitor, holdings } from "./holdings";
import { intBig } from "./int";
import { keysWords } from "./keys";
import {
	F_KIND,
	F_PREV,
	GC_HEAD,
	HEAP_BASE,
	K_LOG2,
	R_FRAME,
	R_INTERNED,
	R_LATIN1,
	R_SINGLE_BYTES,
	R_TOP,
	type Ref,
	TYPE,
} from "./layout";
import { nativeBlocks } from "./natives";
import { staticTypes } from "./statictypes";
import { isExactStr, textOf } from "./str";
import { traceHoldings } from "./traces";
import { INT, STATIC_END } from "./typeids";
import { typeName } from "./types";

/** By place in the heap: the words of the block that begins there. Scratch of one audit. */
let begins = new Int32Array(1 << 18);
const place = (address: number): number => (address - HEAP_BASE) >> 1;

/** What is nobody's: the machine's furniture has some that no word leads to, so a first audit is the measure of the next. */
export interface Unowned {
	/** Even addresses. */
	readonly words: ReadonlySet<number>;
	readonly slots: ReadonlySet<number>;
}

/** What belongs to two or to nobody; `known` is nobody's from the beginning on, null at the beginning, which finds it. */
export function blockFaults(
	objects: Int32Array,
	others: ReadonlySet<Ref>,
	known: Unowned | null,
	wrong: (what: string) => void,
): Unowned {
	const top = at(R_TOP);
	const places = place(top);
	if (begins.length < places) begins = new Int32Array(places * 2);
	else begins.fill(0, 0, places);
	let claims = 0;
	/** A type, or what it is called. */
	let owner: Ref | string = "";
	const named = (): string => (typeof owner === "string" ? owner : typeName(owner));
	const claim = (address: number, words: number): boolean => {
		if (address < STATIC_END || address + words > top || (begins[place(address)] as number) !== 0) {
			wrong(`${named()}: its block at ${address} is another's too, or outside the heap`);
			return false;
		}
		begins[place(address)] = words;
		claims++;
		return true;
	};
	const slots = new Uint8Array(payloadSlots());
	const claimSlot = (slot: number): boolean => {
		if (slots[slot] === 1) {
			wrong(`${named()}: its payload ${slot} is another's too`);
			return false;
		}
		slots[slot] = 1;
		return true;
	};
	const shared = new Set<number>([0]);
	const held: HoldingsVisitor = {
		raw(address, words) {
			if (address !== 0) claim(address, rawBlockWords(words));
		},
		sharedKeys(keys) {
			if (shared.has(keys)) return;
			shared.add(keys);
			held.raw(keys, keysWords(at(keys + K_LOG2)));
		},
		payload(slot) {
			if (slot !== 0) claimSlot(slot);
		},
	};
	const own = (o: Ref): void => {
		owner = at(o + TYPE);
		if (o >= STATIC_END) claim(blockOf(o).address, blockOf(o).words);
		holdings(o, held);
	};
	for (let i = 0; i < objects.length; i++) own(objects[i] as Ref);
	for (const o of others) own(o);
	owner = "a native frame";
	for (let frame = at(R_FRAME); frame !== 0; frame = at(frame + F_PREV))
		if (at(frame + F_KIND) !== 0) nativeBlocks(frame, held.raw);
	owner = "the machine";
	held.sharedKeys(at(R_INTERNED));
	held.raw(at(R_LATIN1), 256);
	held.raw(at(R_SINGLE_BYTES), 257);
	traceHoldings(held.raw, held.payload);
	owner = "free";
	freeBlocks(claim);
	for (const list of freeLists()) keptBlocks(list, claim);
	freePayloads(claimSlot);

	const words = new Set<number>();
	const nobodys = new Set<number>();
	let gap = false;
	for (let address = STATIC_END; address < top; ) {
		const size = begins[place(address)] as number;
		if (size > 0) {
			claims--;
			gap = false;
		} else {
			if (known === null) words.add(address);
			const lost = known !== null && !known.words.has(address);
			if (lost && !gap) wrong(`the block at ${address} is nobody's${lookOf(address)}`);
			gap = lost;
		}
		address += size > 0 ? size : 2;
	}
	if (claims !== 0) wrong(`${claims} blocks begin within another`);
	for (let slot = 1; slot < slots.length; slot++) {
		if (slots[slot] === 1) continue;
		if (known === null) nobodys.add(slot);
		else if (!known.slots.has(slot)) wrong(`the payload ${slot} is nobody's`);
	}
	return known ?? { words, slots: nobodys };
}

/** What a block without owner looks like, for whoever searches how it was lost. */
function lookOf(address: number): string {
	const o = [address, address + GC_HEAD].find((header) => staticTypes().includes(at(header + TYPE)));
	if (o === undefined) return "";
	const text = isExactStr(o) ? ` ${JSON.stringify(textOf(o))}` : at(o + TYPE) === INT ? ` ${intBig(o)}` : "";
	return `, by its looks of type ${typeName(at(o + TYPE))}${text}, refcnt ${at(o)}`;
}
