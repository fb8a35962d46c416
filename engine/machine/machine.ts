/** The run in progress: its profile, and its output. Output is not part of the arena: a replay writes none. */
import type { OutputChunk } from "../api";
import { PROFILES, type Profile, type ProfileName } from "../profiles";
import type { FreeListSizes } from "./alloc";
import { at, H } from "./arena";
import { logOutput, recording } from "./events";
import { R_INSTRUCTIONS, R_OUTPUT, R_WORK } from "./layout";
import { LimitExceeded, limits } from "./limits";
import type { TrashcanDepth } from "./trashcan";

/** What an import of traceback makes, as measured in CPython (displayimport.ts says what becomes of it). */
interface DisplayImport {
	/** Objects made in front of each poll of the collector that finds some hundred (a module's code is read at once). */
	readonly bursts: readonly number[];
	/** How many of a burst's objects are left in cycles that nothing refers to. */
	readonly garbage: Readonly<Record<number, number>>;
	/** How much more garbage there is at the end where the collector is off: what a collection finds dies before. */
	readonly leftWithoutCollector?: number;
}

/** What differs between the Pythons that the machine can be, beyond profiles.ts. */
export interface MachineProfile extends Profile {
	/** 3.14: a dict is tracked from birth; 3.13: once it holds something that could be in a cycle. */
	readonly dictsTrackedFromBirth: boolean;
	/** 3.14: a tuple made of its items is tracked if one of them could be in a cycle; 3.13: always, until a collection. */
	readonly tuplesTrackedByItems: boolean;
	/** 3.13: a tuple of an iterable's items is filled while it is iterated over; 3.14: it is made at the end. */
	readonly tuplesFilledInPlace: boolean;
	/** 3.14: `map` takes `strict`. */
	readonly mapsStrict: boolean;
	/** 3.14: a set display and a set comprehension give each item's reference up to the set before it is hashed. */
	readonly setsTakeReferences: boolean;
	/** What `sys.getrefcount` shows for an immortal object. */
	readonly immortalCount: number;
	/** 3.13's print holds its arguments in a tuple while it runs. */
	readonly printPacksArguments: boolean;
	/** 3.13 clears a frame's locals upwards, 3.14 from the top of the stack down. */
	readonly localsClearedDownwards: boolean;
	/** What an instruction consumed is let go of from the top of the stack down in 3.14, upwards in 3.13 (`DECREF_INPUTS`). */
	readonly inputsClosedDownwards: boolean;
	/** A hot operator on two floats writes its result into one that nothing else holds; otherwise it lets go of both first. */
	readonly floatsReused: boolean;
	/** Operators are rewritten for an int and a float, too. */
	readonly operatorsMixed: boolean;
	/** 3.14 calls the plain exception types without a tuple (`BaseException_vectorcall`): the exception is there before its args. */
	readonly exceptionsVectorcall: boolean;
	/** A function's docstring is in 3.13 its code's first constant, if that is a text; in 3.14 where CO_HAS_DOCSTRING says so. */
	readonly firstTextIsDoc: boolean;
	/** 3.14 enters a hot `__init__` also where the class has `__slots__`, or arguments are left to defaults (specialize.ts). */
	readonly initEnteredFreely: boolean;
	/** Bytes of a StringIO, the collector's header included. */
	readonly stringIoBytes: number;
	/** `io.DEFAULT_BUFFER_SIZE` */
	readonly bufferSize: number;
	/** Bytes in the buffers of the standard streams: in 3.13 what the system names for a file, in 3.14 no less than the default. */
	readonly streamBufferSize: number;
	/** 3.14 says for what an object was used that has no hash, or no items. */
	readonly errorsNameUse: boolean;
	/** 3.13 tells who writes `print >> file` how it is said today. */
	readonly hintsAtPython2: boolean;
	/** 3.14 keeps exit functions in a list of tuples, and runs a copy of it; 3.13 in an array. */
	readonly atexitKeepsTuples: boolean;
	/** 3.14: a generator shows its code to the collector, also once it is finished. */
	readonly generatorsShowCode: boolean;
	/** 3.13: `sum` adds an int to a sum of floats without compensation. */
	readonly sumsCompensateInts: boolean;
	readonly trashcan: TrashcanDepth;
	/** 3.14 starts without the io module, and imports it for the first line of source that it shows itself (ioimport.ts). */
	readonly importsIo: boolean;
	/** What an uncaught exception's display imports: from nothing, where weakref is there, and where traceback is. */
	readonly displayImports: Readonly<Record<"fresh" | "afterWeakref" | "afterTraceback", DisplayImport>>;
	/** 3.14 puts attribute values beside instances of any size; 3.13 only where the class adds nothing else to object. */
	readonly inlineValuesEverywhere: boolean;
	/** 3.13: a classmethod or staticmethod copies its function's annotations when it is made. */
	readonly wrappersCopyAnnotations: boolean;
	/** 3.14: `typing.Union` is the type of `int | str`, and makes them when subscripted. */
	readonly unionsAreTypings: boolean;
	/** 3.14: the attributes that a class's methods set come first, by name, among the keys that its instances share. */
	readonly sharedKeysKnowStaticAttributes: boolean;
	/** A list with room for this many items or fewer keeps its room when it shrinks. */
	readonly listsKept: number;
	/** 3.13 leaves a list's room as it is when one item is deleted by its index. */
	readonly deletionKeepsRoom: boolean;
	readonly freeLists: FreeListSizes;
}

const MACHINE_PROFILES: Readonly<Record<ProfileName, MachineProfile>> = {
	"3.13": {
		...PROFILES["3.13"],
		dictsTrackedFromBirth: false,
		tuplesTrackedByItems: false,
		tuplesFilledInPlace: true,
		mapsStrict: false,
		setsTakeReferences: false,
		immortalCount: 4294967295,
		printPacksArguments: true,
		localsClearedDownwards: false,
		inputsClosedDownwards: false,
		floatsReused: true,
		operatorsMixed: false,
		firstTextIsDoc: true,
		exceptionsVectorcall: false,
		initEnteredFreely: false,
		stringIoBytes: 184,
		bufferSize: 8192,
		streamBufferSize: 4096,
		errorsNameUse: false,
		hintsAtPython2: true,
		atexitKeepsTuples: false,
		generatorsShowCode: false,
		sumsCompensateInts: false,
		trashcan: { levels: 9998, headroom: 50, everywhere: false },
		importsIo: false,
		displayImports: {
			fresh: {
				bursts: [
					295, 388, 256, 183, 153, 158, 155, 177, 344, 222, 157, 151, 152, 152, 177, 153, 152, 159, 151, 151, 160, 152,
					152, 155, 183, 151, 404, 1128, 151, 175,
				],
				garbage: { 5: 38, 6: 42, 10: 26, 11: 8, 14: 6, 18: 7, 29: 24 },
			},
			afterWeakref: {
				bursts: [
					285, 388, 152, 160, 158, 155, 177, 344, 222, 157, 155, 152, 154, 155, 152, 152, 151, 151, 173, 151, 153, 161,
					205, 151, 404, 1128, 151, 175,
				],
				garbage: { 5: 80, 9: 26, 12: 6, 16: 6, 27: 24 },
				leftWithoutCollector: 2,
			},
			afterTraceback: { bursts: [152, 151, 432, 1128, 151, 176], garbage: { 5: 24 } },
		},
		listsKept: 0,
		deletionKeepsRoom: true,
		inlineValuesEverywhere: false,
		wrappersCopyAnnotations: true,
		unionsAreTypings: false,
		sharedKeysKnowStaticAttributes: false,
		freeLists: {
			lists: 80,
			dicts: 80,
			floats: 100,
			ints: 0,
			complexes: 0,
			slices: 1,
			ranges: 0,
			rangeIterators: 0,
			listIterators: 0,
			tupleIterators: 0,
			methods: 0,
			builtins: 0,
			memoryErrors: 16,
			tuples: 2000,
			slicesStay: true,
		},
	},
	"3.14": {
		...PROFILES["3.14"],
		dictsTrackedFromBirth: true,
		tuplesTrackedByItems: true,
		tuplesFilledInPlace: false,
		mapsStrict: true,
		setsTakeReferences: true,
		immortalCount: 3221225472,
		printPacksArguments: false,
		localsClearedDownwards: true,
		inputsClosedDownwards: true,
		floatsReused: false,
		operatorsMixed: true,
		firstTextIsDoc: false,
		exceptionsVectorcall: true,
		initEnteredFreely: true,
		stringIoBytes: 136,
		bufferSize: 131072,
		streamBufferSize: 131072,
		errorsNameUse: true,
		hintsAtPython2: false,
		atexitKeepsTuples: true,
		generatorsShowCode: true,
		sumsCompensateInts: true,
		trashcan: { levels: 74_501, headroom: 293, everywhere: true },
		importsIo: true,
		displayImports: {
			fresh: {
				bursts: [
					309, 389, 221, 188, 152, 155, 152, 178, 339, 161, 151, 151, 157, 152, 152, 174, 231, 154, 153, 151, 207, 172,
					151, 160, 205, 201, 158, 522, 205, 152, 1181, 152, 157, 209, 170, 165, 152, 158, 155, 152, 185, 203, 151, 152,
					151, 155,
				],
				garbage: { 5: 38, 6: 41, 17: 44, 18: 6 },
			},
			afterWeakref: {
				bursts: [
					298, 389, 152, 162, 155, 152, 178, 339, 151, 151, 192, 154, 152, 174, 231, 154, 153, 151, 207, 172, 151, 160,
					205, 529, 205, 152, 1181, 152, 157, 209, 167, 165, 152, 158, 155, 152, 185, 203, 151, 152, 151, 155,
				],
				garbage: { 5: 79, 10: 6, 15: 38, 16: 6 },
			},
			afterTraceback: { bursts: [61], garbage: {} },
		},
		listsKept: 32,
		deletionKeepsRoom: false,
		inlineValuesEverywhere: true,
		wrappersCopyAnnotations: false,
		unionsAreTypings: true,
		sharedKeysKnowStaticAttributes: true,
		freeLists: {
			lists: 80,
			dicts: 80,
			floats: 100,
			ints: 100,
			complexes: 100,
			slices: 1,
			ranges: 6,
			rangeIterators: 6,
			listIterators: 10,
			tupleIterators: 10,
			methods: 20,
			builtins: 16,
			memoryErrors: 16,
			tuples: 2000,
			slicesStay: false,
		},
	},
};

let current: MachineProfile = MACHINE_PROFILES["3.13"];

export function profile(): MachineProfile {
	return current;
}

export function useProfile(name: ProfileName): void {
	current = MACHINE_PROFILES[name];
}

/** What the program wrote, in order. */
export const output: { chunks: OutputChunk[]; length: number; muted: boolean } = {
	chunks: [],
	length: 0,
	muted: false,
};

export function resetOutput(): void {
	output.chunks = [];
	output.length = 0;
	output.muted = false;
}

/** Writes to stdout or stderr, up to the limit on output. Its length is part of the machine's state. */
export function write(stream: "stdout" | "stderr", text: string): void {
	if (text.length === 0) return;
	H[R_OUTPUT] = at(R_OUTPUT) + text.length;
	if (recording) logOutput();
	if (at(R_OUTPUT) > limits.output)
		throw new LimitExceeded(
			"output",
			`the program wrote more than ${limits.output} characters, the most that this machine shows: print less`,
		);
	if (output.muted) return;
	const last = output.chunks.at(-1);
	if (last !== undefined && last.stream === stream)
		output.chunks[output.chunks.length - 1] = { stream, text: last.text + text };
	else output.chunks.push({ stream, text });
}

/** Takes work off the budget. A unit is what an instruction takes, and those the loop takes off by itself (`meter`). */
export function work(units: number): void {
	const h = H;
	const left = (h[R_WORK] as number) - units;
	if (left < 0) overworked();
	h[R_WORK] = left;
}

/** As `work`, where the loop or another `work` looks at what is left soon after. */
export function spend(units: number): void {
	H[R_WORK] = at(R_WORK) - units;
}

/** Takes work off the budget where the run may be ended: `instructions`, which are not in the arena yet, count with it. */
export function meter(units: number, instructions: number): void {
	const left = at(R_WORK) - units;
	H[R_WORK] = left;
	if (left < at(R_INSTRUCTIONS) + instructions) overworked();
}

function overworked(): never {
	throw new LimitExceeded(
		"work",
		"the program runs longer than this machine allows: end a loop that does not end, or let it do less",
	);
}
