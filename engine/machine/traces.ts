/**
 * What tracemalloc traces: for each block that was allocated while it traces, its bytes in CPython and where the program
 * was (Python/tracemalloc.c). Everything stands in raw blocks of the arena: one that says where the others are (its
 * address is R_TRACES; 0: nothing is traced), the table of traces by address, the tracebacks, which share their outer
 * frames, and the files that they name.
 */
import { allocRaw, at, freePayload, freeRaw, H, moveWords, newPayload, payloads, setTracer } from "./arena";
import { codeOf, frameLine, previousPython, topVisible } from "./frames";
import { F_CODE, R_DEPTH, R_TRACED, R_TRACED_PEAK, R_TRACES, type Ref } from "./layout";
import { INT } from "./typeids";

// Words of the first block.
const TABLE = 0;
const LOG2 = 1;
/** Entries that are taken, forgotten ones included, and those in use. */
const FILLED = 2;
const USED = 3;
/** The tracebacks: their block, how many it has room for, how many there are; the heads of their chains by hash. */
const NODES = 4;
const NODE_ROOM = 5;
const NODE_COUNT = 6;
const CHAINS = 7;
const FILES = 8;
const FILE_COUNT = 9;
/** The most frames of a traceback. */
const LIMIT = 10;
const HEAD_WORDS = 11;

// An entry of the table: the block's address (0: empty, -1: forgotten), its bytes, its traceback, how deep the stack was.
const ADDRESS = 0;
const BYTES = 1;
const WHERE = 2;
const DEPTH = 3;
const ENTRY = 4;
const FORGOTTEN = -1;

// A traceback: the file, the line, the traceback of the caller (0: none is kept), the next one with its hash.
const FILE = 0;
const LINE = 1;
const CALLER = 2;
const NEXT = 3;
const NODE = 4;
const CHAIN_COUNT = 1024;
const FIRST_NODES = 256;
const MOST_FILES = 512;
const FIRST_LOG2 = 8;

export const isTracing = (): boolean => at(R_TRACES) !== 0;
export const tracebackLimit = (): number => (isTracing() ? at(at(R_TRACES) + LIMIT) : 1);

/** Begins to trace, with tracebacks of at most so many frames. */
export function beginTracing(limit: number): void {
	const head = allocRaw(HEAD_WORDS);
	H[head + TABLE] = allocRaw(ENTRY << FIRST_LOG2);
	H[head + LOG2] = FIRST_LOG2;
	H[head + NODES] = allocRaw(FIRST_NODES * NODE);
	H[head + NODE_ROOM] = FIRST_NODES;
	H[head + NODE_COUNT] = 1;
	H[head + CHAINS] = allocRaw(CHAIN_COUNT);
	H[head + FILES] = allocRaw(MOST_FILES);
	H[head + LIMIT] = limit;
	H[R_TRACED] = 0;
	H[R_TRACED_PEAK] = 0;
	H[R_TRACES] = head;
}

/** Ends tracing and forgets all traces. */
export function endTracing(): void {
	const head = at(R_TRACES);
	H[R_TRACES] = 0;
	H[R_TRACED] = 0;
	H[R_TRACED_PEAK] = 0;
	holdings(head, freeRaw, freePayload);
}

/** The raw blocks of what is traced, with the words that were asked for, and its payloads; the first block last. */
function holdings(head: number, raw: (address: number, words: number) => void, payload: (slot: number) => void): void {
	for (let i = 0; i < at(head + FILE_COUNT); i++) payload(at(at(head + FILES) + i));
	raw(at(head + FILES), MOST_FILES);
	raw(at(head + CHAINS), CHAIN_COUNT);
	raw(at(head + NODES), at(head + NODE_ROOM) * NODE);
	raw(at(head + TABLE), ENTRY << at(head + LOG2));
	raw(head, HEAD_WORDS);
}

/** What the traces take themselves, for the audit. */
export function traceHoldings(raw: (address: number, words: number) => void, payload: (slot: number) => void): void {
	if (isTracing()) holdings(at(R_TRACES), raw, payload);
}

/** Runs something whose own allocations are not traced. */
export function untraced<T>(run: () => T): T {
	const head = at(R_TRACES);
	H[R_TRACES] = 0;
	const result = run();
	H[R_TRACES] = head;
	return result;
}

const scatter = (n: number): number => Math.imul(n, 0x9e3779b1) >>> 0;

/** The entry of a block, or the place for one. */
function entryFor(head: number, address: number): number {
	const table = at(head + TABLE);
	const log2 = at(head + LOG2);
	let free = 0;
	for (let i = scatter(address) >>> (32 - log2); ; i = (i + 1) & ((1 << log2) - 1)) {
		const entry = table + i * ENTRY;
		const there = at(entry + ADDRESS);
		if (there === address) return entry;
		if (there === 0) return free !== 0 ? free : entry;
		if (there === FORGOTTEN && free === 0) free = entry;
	}
}

/** A table twice as large, or cleaned of forgotten entries. */
function rebuild(head: number): void {
	const [old, oldLog2] = [at(head + TABLE), at(head + LOG2)];
	const log2 = at(head + USED) * 2 > 1 << oldLog2 ? oldLog2 + 1 : oldLog2;
	H[head + TABLE] = untraced(() => allocRaw(ENTRY << log2));
	H[head + LOG2] = log2;
	H[head + FILLED] = at(head + USED);
	for (let i = 0; i < 1 << oldLog2; i++) {
		const from = old + i * ENTRY;
		if (at(from + ADDRESS) > 0) moveWords(entryFor(head, at(from + ADDRESS)), from, from + ENTRY);
	}
	untraced(() => freeRaw(old, ENTRY << oldLog2));
}

/** The number of a file among those named so far. */
function fileNumber(head: number, name: string): number {
	const files = at(head + FILES);
	const n = at(head + FILE_COUNT);
	for (let i = 0; i < n; i++) if (payloads[at(files + i)] === name) return i;
	if (n === MOST_FILES) return 0;
	H[files + n] = newPayload(name);
	H[head + FILE_COUNT] = n + 1;
	return n;
}

/** The traceback of a frame, of at most so many frames (`traceback_new`). */
function tracebackOf(head: number, frame: number, most: number): number {
	if (frame === 0 || most === 0) return 0;
	const caller = tracebackOf(head, most > 1 ? previousPython(frame) : 0, most - 1);
	const file = fileNumber(head, codeOf(at(frame + F_CODE)).filename);
	const line = frameLine(frame);
	const chain = at(head + CHAINS) + (scatter(line * 31 + file * 7 + caller) & (CHAIN_COUNT - 1));
	for (let n = at(chain); n !== 0; ) {
		const node = at(head + NODES) + n * NODE;
		if (at(node + LINE) === line && at(node + FILE) === file && at(node + CALLER) === caller) return n;
		n = at(node + NEXT);
	}
	const n = at(head + NODE_COUNT);
	if (n === at(head + NODE_ROOM)) growNodes(head);
	const node = at(head + NODES) + n * NODE;
	H[node + FILE] = file;
	H[node + LINE] = line;
	H[node + CALLER] = caller;
	H[node + NEXT] = at(chain);
	H[chain] = n;
	H[head + NODE_COUNT] = n + 1;
	return n;
}

function growNodes(head: number): void {
	const room = at(head + NODE_ROOM);
	const old = at(head + NODES);
	const block = untraced(() => allocRaw(room * 2 * NODE));
	moveWords(block, old, old + room * NODE);
	untraced(() => freeRaw(old, room * NODE));
	H[head + NODES] = block;
	H[head + NODE_ROOM] = room * 2;
}

/** Traces a block that was allocated (`tracemalloc_add_trace`). The type of an object, 0 for other blocks. */
function traceBlock(address: number, bytes: number, type: Ref): void {
	if (bytes === 0) return;
	const head = at(R_TRACES);
	if (at(head + FILLED) * 3 >= 2 << at(head + LOG2)) rebuild(head);
	const entry = entryFor(head, address);
	// An int of one digit has the room of its struct.
	const size = type === INT && bytes === 28 ? 32 : bytes;
	if (at(entry + ADDRESS) !== address) {
		if (at(entry + ADDRESS) === 0) H[head + FILLED] = at(head + FILLED) + 1;
		H[head + USED] = at(head + USED) + 1;
	}
	H[entry + ADDRESS] = address;
	H[entry + BYTES] = size;
	H[entry + WHERE] = tracebackOf(head, topVisible(), at(head + LIMIT));
	H[entry + DEPTH] = at(R_DEPTH);
	const traced = at(R_TRACED) + size;
	H[R_TRACED] = traced;
	if (traced > at(R_TRACED_PEAK)) H[R_TRACED_PEAK] = traced;
}

/** A block was given back (`tracemalloc_remove_trace`). */
function forgetBlock(address: number): void {
	const head = at(R_TRACES);
	const entry = entryFor(head, address);
	if (at(entry + ADDRESS) !== address) return;
	H[R_TRACED] = at(R_TRACED) - at(entry + BYTES);
	H[entry + ADDRESS] = FORGOTTEN;
	H[head + USED] = at(head + USED) - 1;
}

setTracer({ allocated: traceBlock, freed: forgetBlock });

/** One frame of a traceback, the innermost first. */
export interface TracedFrame {
	readonly file: string;
	readonly line: number;
}
export interface Trace {
	readonly bytes: number;
	readonly frames: readonly TracedFrame[];
	/** How many frames there were. */
	readonly depth: number;
}

function traceAt(head: number, entry: number): Trace {
	const frames: TracedFrame[] = [];
	for (let n = at(entry + WHERE); n !== 0; ) {
		const node = at(head + NODES) + n * NODE;
		frames.push({ file: payloads[at(at(head + FILES) + at(node + FILE))] as string, line: at(node + LINE) });
		n = at(node + CALLER);
	}
	if (frames.length === 0) frames.push({ file: "<unknown>", line: 0 });
	return { bytes: at(entry + BYTES), frames, depth: Math.max(1, at(entry + DEPTH)) };
}

/** The trace of the block at an address, or null. */
export function traceOf(address: number): Trace | null {
	const head = at(R_TRACES);
	if (head === 0) return null;
	const entry = entryFor(head, address);
	return at(entry + ADDRESS) === address ? traceAt(head, entry) : null;
}

/** All traces. */
export function allTraces(): Trace[] {
	const head = at(R_TRACES);
	const traces: Trace[] = [];
	for (let i = 0; i < 1 << at(head + LOG2); i++) {
		const entry = at(head + TABLE) + i * ENTRY;
		if (at(entry + ADDRESS) > 0) traces.push(traceAt(head, entry));
	}
	return traces;
}
