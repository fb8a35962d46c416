/** print and input: to and from whatever stands in sys for the standard streams (Python/bltinmodule.c). */
import { internal } from "./alloc";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith, through } from "./call";
import { suggest } from "./callerrors";
import { collectionEntered } from "./checksignals";
import { raise } from "./errors";
import { strAfterCollection, writeObject } from "./filewrite";
import { NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { profile, work } from "./machine";
import { callMethod } from "./methodcalls";
import { declareFunction } from "./moduletable";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { intern, isStr, newStr, strLength, textOf } from "./str";
import { emit } from "./streams";
import { isNativeStream, sysAttribute } from "./sysstreams";
import { nativeKind, type Status, type Step, steps } from "./tables";
import { tupleFrom, tupleItem } from "./tuple";
import { EOF_ERROR, NONE, RUNTIME_ERROR, TRUE, TYPE_ERROR } from "./typeids";
import { newBuiltin, typeName } from "./types";

/** Separator and end (0: the usual), 3.13's tuple of the arguments (or 0), the file: owned. */
const W_SEP = N0;
const W_END = N0 + 1;
const W_FILE = N0 + 3;
/** The file's `write` once it was asked for. Owned. */
const W_WRITER = N0 + 4;
/** The arguments' address, how many, how many are done; for a file of the program's own, how many pieces are. */
const W_ARGS = N0 + 5;
const W_COUNT = N0 + 6;
const W_DONE = N0 + 7;
const W_FLUSH = N0 + 8;
const WORDS = 9;
const OWNED = 5;

function separator(frame: number): Ref {
	return at(frame + W_SEP) === NULL ? newStr(" ") : at(frame + W_SEP);
}

/** What a piece that is written takes off the work budget. */
const PIECE_WORK = 10;

const NEXT_PIECE = 0;
const GOT_WRITER = 1;
const GOT_TEXT = 2;
const WRITTEN = 3;
const FLUSHED = 4;

/** To a native stream, piece by piece (`PyFile_WriteObject`): its `write` is bound, then the text asked for and written. */
const PRINT = nativeKind("print", (frame, value) => {
	const file = at(frame + W_FILE);
	let text: Status = value;
	if (stateOf(frame) === FLUSHED) return value;
	if (stateOf(frame) === WRITTEN) text = pieceWritten(frame);
	while (text !== NULL || at(frame + W_DONE) < pieces(frame)) {
		if (text === NULL) {
			work(PIECE_WORK);
			H[frame + W_WRITER] = newBuiltin(0, file);
			text = strAfterCollection(piece(frame));
			if (text === PUSHED || text === NULL) return text;
		}
		const emitted = emit(file, text);
		decref(text);
		if (emitted === "failed") return NULL;
		if (emitted === "written") {
			setState(frame, WRITTEN);
			if (collectionEntered(frame)) return PUSHED;
		}
		text = pieceWritten(frame);
	}
	if (at(frame + W_FLUSH) === 0) return NONE;
	setState(frame, FLUSHED);
	return callMethod(file, "flush");
});

/** The piece is with the stream: its `write` is let go of. */
function pieceWritten(frame: number): typeof NULL {
	clearref(frame + W_WRITER);
	H[frame + W_DONE] = at(frame + W_DONE) + 1;
	setState(frame, NEXT_PIECE);
	return NULL;
}

/** To any object with a `write`, piece by piece (`PyFile_WriteObject`): its `write` is asked for, then the text, then it is called. */
const PRINT_TO = nativeKind("print to a file", (frame, first) => {
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case NEXT_PIECE: {
				if (at(frame + W_DONE) === pieces(frame)) {
					if (at(frame + W_FLUSH) === 0) return NONE;
					setState(frame, FLUSHED);
					value = callMethod(at(frame + W_FILE), "flush");
					break;
				}
				setState(frame, GOT_WRITER);
				const name = intern("write");
				value = getAttr(at(frame + W_FILE), name);
				decref(name);
				break;
			}
			case GOT_WRITER: {
				setref(frame + W_WRITER, value);
				setState(frame, GOT_TEXT);
				value = strAfterCollection(piece(frame));
				break;
			}
			case GOT_TEXT: {
				setState(frame, WRITTEN);
				const text = value;
				value = callWith(at(frame + W_WRITER), text);
				decref(text);
				break;
			}
			case WRITTEN:
				decref(value);
				H[frame + W_DONE] = at(frame + W_DONE) + 1;
				setState(frame, NEXT_PIECE);
				continue;
			default:
				decref(value);
				return NONE;
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

function pieces(frame: number): number {
	return Math.max(1, at(frame + W_COUNT) * 2);
}

/** Arguments with separators between them, then the end. Borrowed. */
function piece(frame: number): Ref {
	const i = at(frame + W_DONE);
	if (i === pieces(frame) - 1) return at(frame + W_END) === NULL ? newStr("\n") : at(frame + W_END);
	return i % 2 === 0 ? at(at(frame + W_ARGS) + i / 2) : separator(frame);
}

/** True: the arguments named are as print takes them; a keyword's own value is put into `found`. */
function keywords(args: number, nargs: number, kwnames: Ref, found: Map<string, Ref>): boolean {
	const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
	for (let i = 0; i < n; i++) {
		const name = textOf(tupleItem(kwnames, i));
		if (!["sep", "end", "file", "flush"].includes(name)) {
			const near = suggest(name, ["sep", "end", "file", "flush"]);
			raise(
				TYPE_ERROR,
				`print() got an unexpected keyword argument '${name}'${near === null ? "" : `. Did you mean '${near}'?`}`,
			);
			return false;
		}
		found.set(name, at(args + nargs + i));
	}
	return true;
}

/** Words: the flush argument's truth comes here first. Then `begin`. */
const FLUSH_TRUTH = nativeKind("print(flush=)", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	return begin(at(frame + N0), at(frame + N0 + 1), at(frame + N0 + 2), value === TRUE);
});

declareFunction(
	"builtins",
	"print",
	0,
	-1,
	(_self, args, nargs, kwnames) => {
		const found = new Map<string, Ref>();
		if (kwnames !== NULL && !keywords(args, nargs, kwnames, found)) return NULL;
		const flush = found.get("flush");
		if (flush === undefined) return begin(args, nargs, kwnames, false);
		return through(FLUSH_TRUTH, 3, (frame) => {
			H[frame + N0] = args;
			H[frame + N0 + 1] = nargs;
			H[frame + N0 + 2] = kwnames;
			return truth(flush);
		});
	},
	{ raw: true },
);

/** `builtin_print_impl` */
function begin(args: number, nargs: number, kwnames: Ref, flush: boolean): Status {
	const found = new Map<string, Ref>();
	if (kwnames !== NULL) keywords(args, nargs, kwnames, found);
	let file = found.get("file") ?? NONE;
	if (file === NONE) {
		file = sysAttribute("stdout");
		if (file === NULL) return raise(RUNTIME_ERROR, "lost sys.stdout");
		if (file === NONE) return NONE;
	}
	for (const name of ["sep", "end"]) {
		const value = found.get(name);
		if (value !== undefined && value !== NONE && !isStr(value))
			return raise(TYPE_ERROR, `${name} must be None or a string, not ${typeName(at(value + TYPE))}`);
	}
	const kind = isNativeStream(file) ? PRINT : PRINT_TO;
	const frame = pushNative(kind, WORDS, OWNED);
	const given = (name: string): Ref => {
		const value = found.get(name);
		return value === undefined || value === NONE ? NULL : incref(value);
	};
	H[frame + W_SEP] = given("sep");
	H[frame + W_END] = given("end");
	if (profile().printPacksArguments && nargs > 0) H[frame + N0 + 2] = internal(tupleFrom(args, nargs));
	H[frame + W_FILE] = incref(file);
	H[frame + W_ARGS] = args;
	H[frame + W_COUNT] = nargs;
	H[frame + W_FLUSH] = flush ? 1 : 0;
	const status = (steps[kind] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

// ---- input ----

/** Words: the stream that is read. What it gave as a line. */
const LINE = nativeKind("input", (_frame, line) => {
	if (!isStr(line)) {
		const name = typeName(at(line + TYPE));
		decref(line);
		return raise(TYPE_ERROR, `object.readline() returned non-string (type ${name})`);
	}
	if (strLength(line) === 0) {
		decref(line);
		return raise(EOF_ERROR, "EOF when reading a line");
	}
	if (!textOf(line).endsWith("\n")) return line;
	const text = newStr(textOf(line).slice(0, -1));
	decref(line);
	return text;
});
/** Words: stdin, stdout (owned: code of theirs may change sys's); the prompt or 0. State: what was done: the prompt written, stdout flushed. */
const INPUT = nativeKind("input prompt", (frame, first) => {
	const stdout = at(frame + N0 + 1);
	const prompt = at(frame + N0 + 2);
	let value: Status = first;
	for (;;) {
		if (stateOf(frame) === 3) return value;
		if (value !== NULL) decref(value);
		const state = stateOf(frame);
		setState(frame, state + 1);
		if (state === 0 && prompt !== NULL) value = writeObject(stdout, prompt, false);
		else if (state <= 1) {
			setState(frame, 2);
			value = callMethod(stdout, "flush");
		} else value = through(LINE, 0, () => callMethod(at(frame + N0), "readline"));
		if (value === PUSHED || value === NULL) return value;
	}
});
declareFunction("builtins", "input", 0, 1, (_self, args, nargs) => {
	const [stdin, stdout] = [sysAttribute("stdin"), sysAttribute("stdout")];
	if (stdin === NULL || stdin === NONE) return raise(RUNTIME_ERROR, "input(): lost sys.stdin");
	if (stdout === NULL || stdout === NONE) return raise(RUNTIME_ERROR, "input(): lost sys.stdout");
	const frame = pushNative(INPUT, 3, 2);
	H[frame + N0] = incref(stdin);
	H[frame + N0 + 1] = incref(stdout);
	if (nargs > 0) H[frame + N0 + 2] = at(args);
	const status = (steps[INPUT] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
});
