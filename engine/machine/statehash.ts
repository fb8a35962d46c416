/** Hashes: of every word and payload of the machine's state, and of everything that happens in a run. */
import { at, payloadSlots, payloads } from "./arena";
import {
	DEATH_STACK,
	DEFERRED_QUEUE,
	F_END,
	F_KIND,
	F_PREV,
	F_SP,
	HEAP_BASE,
	R_DEATHS,
	R_DEFERRED,
	R_FRAME,
	R_TOP,
} from "./layout";

/**
 * 64 bits, as two numbers of 32. Each word goes into both by a mapping that can be undone, so that two series of the same
 * length that differ in one word never have the same hash.
 */
export class Hash {
	private a = 0x243f6a88;
	private b = 0x13198a2e;

	word(w: number): void {
		this.a = Math.imul(this.a ^ w, 0x9e3779b1);
		this.a ^= this.a >>> 15;
		this.b = Math.imul((this.b + w) | 0, 0x85ebca6b);
		this.b = (this.b << 13) | (this.b >>> 19);
	}

	text(text: string): void {
		this.word(text.length);
		for (let i = 0; i < text.length; i++) this.word(text.charCodeAt(i));
	}

	digest(): string {
		const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, "0");
		return hex(this.a) + hex(this.b);
	}
}

/** Of payloads that are neither texts nor numbers, which never change (code): their hashes. */
const known = new WeakMap<object, string>();

function payload(hash: Hash, value: unknown): void {
	switch (typeof value) {
		case "string":
			hash.word(1);
			hash.text(value);
			return;
		case "number":
			hash.word(2);
			hash.text(String(Object.is(value, -0) ? "-0" : value));
			return;
		case "object":
			if (value === null) break;
			hash.word(3);
			hash.text(contents(value));
			return;
	}
	hash.word(4);
	hash.text(`${typeof value} ${String(value)}`);
}

function contents(value: object): string {
	const before = known.get(value);
	if (before !== undefined) return before;
	const hash = new Hash();
	// Something that leads back to itself is the same wherever that is.
	known.set(value, "itself");
	for (const [key, part] of value instanceof Map || value instanceof Set ? value.entries() : Object.entries(value)) {
		payload(hash, key);
		payload(hash, part);
	}
	const digest = hash.digest();
	known.set(value, digest);
	return digest;
}

/** The words in use: registers with the deaths under way, deaths put off, the heap; of each frame what is below its top. */
function eachRange(visit: (from: number, to: number) => void): void {
	visit(0, DEATH_STACK + at(R_DEATHS));
	visit(DEFERRED_QUEUE, DEFERRED_QUEUE + at(R_DEFERRED));
	visit(HEAP_BASE, at(R_TOP));
	for (let frame = at(R_FRAME); frame !== 0; frame = at(frame + F_PREV))
		visit(frame, at(frame + (at(frame + F_KIND) === 0 ? F_SP : F_END)));
}

/** The hash of the machine's state as it is: every word in use, and every payload. */
export function stateHash(): string {
	const hash = new Hash();
	eachRange((from, to) => {
		hash.word(to - from);
		for (let address = from; address < to; address++) hash.word(at(address));
	});
	hash.word(payloadSlots());
	for (const value of payloads.slice(0, payloadSlots())) payload(hash, value);
	return hash.digest();
}
