/**
 * The three standard streams as CPython makes them at start: a TextIOWrapper over a buffer over a FileIO. stdin is
 * empty; there are no other files. What the program puts in their place in sys is honoured by those who write.
 */

import { decodeBytes, encodeText } from "../text/codecs";
import { isFault } from "../text/fault";
import { escapeCodePoint } from "../text/strRepr";
import { at, H } from "./arena";
import { bytesLike } from "./buffers";
import { newBytes } from "./bytes";
import { valueAfterCollection } from "./checksignals";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictGetText } from "./dict";
import { raise } from "./errors";
import { raiseUnicodeFault } from "./faults";
import { newBool, newInt } from "./int";
import { declareClosedWord, isClosed, optionalSize, refusedAsClosed, setClosed, unsupportedOperation } from "./iobase";
import { EXHAUSTED } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	R_BUILTINS,
	R_STDERR,
	R_STDOUT,
	type Ref,
	TF_BASETYPE,
	TF_GC,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { newList } from "./list";
import { profile, write } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { bufferBytes, flushBuffered, flushPending, keepPending } from "./pending";
import { incref } from "./refcount";
import { isStr, newStr, strLength, textOf } from "./str";
import { STREAM_BELOW, STREAM_CLOSED, STREAM_FILE } from "./sysstreams";
import { calling, S_ITER, S_NEW, S_NEXT, S_REPR, unary } from "./tables";
import {
	BUFFERED_IO_BASE,
	BUFFERED_RANDOM,
	BUFFERED_READER,
	BUFFERED_RW_PAIR,
	BUFFERED_WRITER,
	FALSE,
	FILE_IO,
	NEWLINE_DECODER,
	NONE,
	OBJECT,
	OS_ERROR,
	RAW_IO_BASE,
	TEXT_IO_BASE,
	TEXT_IO_WRAPPER,
	TYPE_ERROR,
} from "./typeids";
import { givenName, newFields } from "./types";

const WEAKLIST = FIELDS + 4;
const STREAM_FIELDS = 5;
const STDIN = 0;
const STDERR = 2;
const NAMES = ["<stdin>", "<stdout>", "<stderr>"];

const fileOf = (o: Ref): number => at(o + STREAM_FILE);
const nameOf = (o: Ref): string => NAMES[fileOf(o)] ?? "";

/** A class of streams: only the standard ones are instances. */
function declareStream(type: Ref, name: string, base: Ref, bytes: number, repr: (o: Ref) => string): void {
	const refuse = () => {
		throw new Unsupported(`a ${name} of one's own`);
	};
	declareType({
		type,
		name,
		module: "_io",
		base,
		layout: LAYOUT_FIELDS,
		bytes,
		words: FIELDS + STREAM_FIELDS,
		refs: 2,
		dictAt: FIELDS,
		weakAt: WEAKLIST,
		flags: TF_BASETYPE | TF_GC,
		slots: {
			[S_NEW]: calling(refuse),
			[S_REPR]: unary((o) => newStr(repr(o))),
			[S_ITER]: unary((o) => (refusedAsClosed(o) ? NULL : incref(o))),
			[S_NEXT]: unary((o) => (refusedAsClosed(o) || refusedReading(o) ? NULL : EXHAUSTED)),
		},
	});
	declareClosedWord(type, STREAM_CLOSED);
	declareValue("_io", name, () => type);
	declareAttribute(type, "closed", (o) => newBool(isClosed(o)));
	declareMethod(type, "fileno", 0, 0, (self) => (refusedAsClosed(self) ? NULL : newInt(fileOf(self))));
	declareMethod(type, "flush", 0, 0, (self) => {
		if (refusedAsClosed(self)) return NULL;
		if (type === FILE_IO || fileOf(self) === STDIN) return NONE;
		const errors = fileOf(self) === STDERR;
		const written = type === TEXT_IO_WRAPPER ? flushPending(errors) : flushBuffered(errors);
		return written ? valueAfterCollection(NONE) : NONE;
	});
	declareMethod(type, "isatty", 0, 0, (self) => (refusedAsClosed(self) ? NULL : FALSE));
	declareMethod(type, "readable", 0, 0, (self) => (refusedAsClosed(self) ? NULL : newBool(fileOf(self) === STDIN)));
	declareMethod(type, "writable", 0, 0, (self) => (refusedAsClosed(self) ? NULL : newBool(fileOf(self) !== STDIN)));
	declareMethod(type, "seekable", 0, 0, (self) => (refusedAsClosed(self) ? NULL : FALSE));
	declareMethod(type, "close", 0, 0, (self) => {
		setClosed(self);
		return NONE;
	});
}

/** True, with the exception set, where the stream is one to write to. */
function refusedReading(o: Ref): boolean {
	if (fileOf(o) === STDIN) return false;
	unsupportedOperation(at(o + TYPE) === TEXT_IO_WRAPPER ? "not readable" : "read");
	return true;
}

function refusedWriting(o: Ref): boolean {
	if (fileOf(o) !== STDIN) return false;
	unsupportedOperation(at(o + TYPE) === TEXT_IO_WRAPPER ? "not writable" : "write");
	return true;
}

declareStream(
	FILE_IO,
	"FileIO",
	RAW_IO_BASE,
	88,
	(o) => `<_io.FileIO name='${nameOf(o)}' mode='${fileOf(o) === STDIN ? "rb" : "wb"}' closefd=False>`,
);
declareStream(
	BUFFERED_READER,
	"BufferedReader",
	BUFFERED_IO_BASE,
	168,
	(o) => `<_io.BufferedReader name='${nameOf(o)}'>`,
);
declareStream(
	BUFFERED_WRITER,
	"BufferedWriter",
	BUFFERED_IO_BASE,
	168,
	(o) => `<_io.BufferedWriter name='${nameOf(o)}'>`,
);
declareStream(BUFFERED_RW_PAIR, "BufferedRWPair", BUFFERED_IO_BASE, 168, () => "<_io.BufferedRWPair>");
declareStream(
	BUFFERED_RANDOM,
	"BufferedRandom",
	BUFFERED_IO_BASE,
	168,
	(o) => `<_io.BufferedRandom name='${nameOf(o)}'>`,
);
declareStream(TEXT_IO_WRAPPER, "TextIOWrapper", TEXT_IO_BASE, 216, (o) => {
	const mode = fileOf(o) === STDIN ? "r" : "w";
	return `<_io.TextIOWrapper name='${nameOf(o)}' mode='${mode}' encoding='utf-8'>`;
});
for (const type of [FILE_IO, BUFFERED_READER, BUFFERED_WRITER, TEXT_IO_WRAPPER])
	declareAttribute(type, "name", (o) => newStr(nameOf(o)));
for (const type of [FILE_IO, BUFFERED_READER, BUFFERED_WRITER])
	declareAttribute(type, "mode", (o) => newStr(fileOf(o) === STDIN ? "rb" : "wb"));
declareAttribute(TEXT_IO_WRAPPER, "mode", (o) => newStr(fileOf(o) === STDIN ? "r" : "w"));
declareAttribute(TEXT_IO_WRAPPER, "encoding", () => newStr("utf-8"));
declareAttribute(TEXT_IO_WRAPPER, "errors", (o) => newStr(fileOf(o) === STDERR ? "backslashreplace" : "strict"));
declareAttribute(TEXT_IO_WRAPPER, "newlines", () => NONE);
declareAttribute(TEXT_IO_WRAPPER, "line_buffering", () => FALSE);
declareAttribute(TEXT_IO_WRAPPER, "write_through", () => FALSE);
declareAttribute(TEXT_IO_WRAPPER, "buffer", (o) => incref(at(o + STREAM_BELOW)));
for (const type of [BUFFERED_READER, BUFFERED_WRITER])
	declareAttribute(type, "raw", (o) => incref(at(o + STREAM_BELOW)));
declareType({
	type: NEWLINE_DECODER,
	name: "IncrementalNewlineDecoder",
	module: "_io",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: FIELDS,
	refs: 0,
	flags: TF_BASETYPE | TF_GC,
	slots: {
		[S_NEW]: calling(() => {
			throw new Unsupported("io.IncrementalNewlineDecoder");
		}),
	},
});
declareValue("_io", "IncrementalNewlineDecoder", () => NEWLINE_DECODER);
declareMethod(TEXT_IO_WRAPPER, "reconfigure", 0, -1, () => NONE, { raw: true });

// ---- Writing ----

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What became of a text: not written, with an exception set; kept; on its way to the file, so that a collection is asked for. */
export type Emitted = "failed" | "kept" | "written";

const LINE_END = /[\r\n]/;

/** Writes a str to a native stream, which is UTF-8. */
export function emit(stream: Ref, o: Ref): Emitted {
	if (refusedAsClosed(stream) || refusedWriting(stream)) return "failed";
	let text = textOf(o);
	const errors = fileOf(stream) === STDERR;
	if (LONE_SURROGATE.test(text)) {
		const encoded = encodeText(text, "utf-8", "strict");
		if (errors)
			text = Array.from(text, (c) => (LONE_SURROGATE.test(c) ? escapeCodePoint(c.charCodeAt(0)) : c)).join("");
		else if (isFault(encoded)) {
			raiseUnicodeFault(encoded, o);
			return "failed";
		}
	}
	write(errors ? "stderr" : "stdout", text);
	return keepPending(errors, o, utf8Length(text), errors && LINE_END.test(text)) ? "written" : "kept";
}

function utf8Length(text: string): number {
	let bytes = text.length;
	for (let i = 0; i < text.length; i++) {
		const c = text.charCodeAt(i);
		// A surrogate pair is two units and four bytes.
		if (c >= 0x80) bytes += c < 0x800 || (c >= 0xd800 && c < 0xe000) ? 1 : 2;
	}
	return bytes;
}

declareMethod(TEXT_IO_WRAPPER, "write", 1, 1, (self, args) => {
	const o = at(args);
	if (!isStr(o)) return raise(TYPE_ERROR, `write() argument must be str, not ${givenName(o)}`);
	const emitted = emit(self, o);
	if (emitted === "failed") return NULL;
	const count = newInt(strLength(o));
	return emitted === "written" ? valueAfterCollection(count) : count;
});
for (const type of [BUFFERED_WRITER, FILE_IO])
	declareMethod(type, "write", 1, 1, (self, args) => {
		if (refusedAsClosed(self) || refusedWriting(self)) return NULL;
		const bytes = bytesLike(at(args));
		if (bytes === null) return NULL;
		const text = decodeBytes(bytes, "utf-8", "replace");
		const errors = fileOf(self) === STDERR;
		if (!isFault(text)) write(errors ? "stderr" : "stdout", text);
		const count = newInt(bytes.length);
		return type === BUFFERED_WRITER && bufferBytes(errors, bytes.length) ? valueAfterCollection(count) : count;
	});

// ---- Reading: there is nothing ----

for (const [type, names] of [
	[TEXT_IO_WRAPPER, ["read", "readline"]],
	[BUFFERED_READER, ["read", "read1", "readline"]],
	[FILE_IO, ["read", "readall", "readline"]],
] as const)
	for (const name of names)
		declareMethod(type, name, 0, 1, (self, args, nargs) => {
			if (Number.isNaN(optionalSize(args, nargs)) || refusedAsClosed(self) || refusedReading(self)) return NULL;
			return type === TEXT_IO_WRAPPER ? newStr("") : newBytes(new Uint8Array(0));
		});
for (const type of [TEXT_IO_WRAPPER, BUFFERED_READER])
	declareMethod(type, "readlines", 0, 1, (self) => (refusedAsClosed(self) || refusedReading(self) ? NULL : newList()));

// ---- sys.stdin, sys.stdout, sys.stderr ----

function standardStream(file: number): Ref {
	const make = (type: Ref, below: Ref): Ref => {
		const o = newFields(type, STREAM_FIELDS);
		H[o + STREAM_BELOW] = below;
		H[o + STREAM_FILE] = file;
		return o;
	};
	return make(TEXT_IO_WRAPPER, make(file === STDIN ? BUFFERED_READER : BUFFERED_WRITER, make(FILE_IO, NULL)));
}

/** Makes the two streams that the machine itself writes to; they stand in registers. */
export function bootStreams(): void {
	H[R_STDOUT] = standardStream(1);
	H[R_STDERR] = standardStream(STDERR);
}
for (const name of ["stdin", "__stdin__"]) declareValue("sys", name, () => standardStream(STDIN));
for (const name of ["stdout", "__stdout__"]) declareValue("sys", name, () => incref(at(R_STDOUT)));
for (const name of ["stderr", "__stderr__"]) declareValue("sys", name, () => incref(at(R_STDERR)));

for (const [module, name] of [
	["builtins", "open"],
	["_io", "open"],
	["_io", "open_code"],
] as const)
	declareFunction(
		module,
		name,
		0,
		-1,
		() => {
			throw new Unsupported("open()");
		},
		{ raw: true },
	);
declareFunction("_io", "text_encoding", 1, 2, (_self, args) =>
	at(args) === NONE ? newStr("locale") : incref(at(args)),
);
declareValue("_io", "BlockingIOError", () => {
	const type = dictGetText(at(R_BUILTINS), "BlockingIOError");
	return type === NULL ? OS_ERROR : incref(type);
});
declareValue("_io", "DEFAULT_BUFFER_SIZE", () => newInt(profile().bufferSize));
