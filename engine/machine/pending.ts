/**
 * What sys.stdout and sys.stderr keep before it is written: a text stream's texts until a chunk is full or, for stderr,
 * a line ends (`_io_TextIOWrapper_write_impl`), then bytes in the buffer below (`_io_BufferedWriter_write_impl`). The
 * reader sees every text at once; what is kept shows in counts: the texts are referred to, from the second on a list
 * holds them, and each write to the file makes a view of the bytes and asks for a collection that is due.
 */
import { internal } from "./alloc";
import { at, H } from "./arena";
import { countAllocation, countDeallocation } from "./gclist";
import { NULL, R_STDERR_PENDING, R_STDOUT_PENDING, type Ref, STR_KIND, STR_LENGTH, TYPE } from "./layout";
import { listAppend, newList } from "./list";
import { profile } from "./machine";
import { clearref, incref, setref } from "./refcount";
import { LIST, NONE } from "./typeids";

/** A stream's words: 0, one text, or a list of them (`pending_bytes`, owned); how many bytes; how many are in the buffer below. */
const TEXTS = 0;
const BYTES = 1;
const BUFFERED = 2;

/** `TextIOWrapper._CHUNK_SIZE` */
const CHUNK = 8192;

function wordsOf(stderr: boolean): number {
	return stderr ? R_STDERR_PENDING : R_STDOUT_PENDING;
}

/**
 * Keeps a text that was written, whose UTF-8 form has so many bytes. True: bytes went to the file, after which
 * BufferedWriter asks for a collection that is scheduled (`PyErr_CheckSignals`); the caller has to.
 */
export function keepPending(stderr: boolean, o: Ref, bytes: number, endsLine: boolean): boolean {
	const w = wordsOf(stderr);
	let written = false;
	// An empty text leaves nothing to write.
	if (bytes > 0) {
		// A text of ASCII is its own UTF-8 form; of another the bytes are kept, which nobody else has.
		const kept = at(o + STR_KIND) === 0 && at(o + STR_LENGTH) <= CHUNK ? o : NONE;
		// What is not small is not joined to what waits.
		if (bytes >= CHUNK) written = passOn(w);
		if (at(w + TEXTS) === NULL) H[w + TEXTS] = incref(kept);
		else if (at(at(w + TEXTS) + TYPE) === LIST) listAppend(at(w + TEXTS), kept);
		else {
			const list = internal(newList(2));
			listAppend(list, at(w + TEXTS));
			listAppend(list, kept);
			setref(w + TEXTS, list);
		}
		H[w + BYTES] = at(w + BYTES) + bytes;
	}
	if (stderr && endsLine) return flushPending(stderr) || written;
	return (at(w + BYTES) >= CHUNK && passOn(w)) || written;
}

/** `_textiowrapper_writeflush`. True: bytes went to the file. */
function passOn(w: number): boolean {
	const bytes = at(w + BYTES);
	H[w + BYTES] = 0;
	clearref(w + TEXTS);
	return bytes > 0 && buffer(w, bytes);
}

/** `_io_BufferedWriter_write_impl`. True: bytes went to the file. */
function buffer(w: number, bytes: number): boolean {
	const size = profile().streamBufferSize;
	if (bytes <= size - at(w + BUFFERED) && bytes < size) {
		H[w + BUFFERED] = at(w + BUFFERED) + bytes;
		return false;
	}
	const flushed = flushBuffer(w);
	const direct = bytes > size;
	if (direct) viewBytes();
	else H[w + BUFFERED] = bytes;
	return flushed || direct;
}

/** `_bufferedwriter_flush_unlocked` */
function flushBuffer(w: number): boolean {
	if (at(w + BUFFERED) === 0) return false;
	H[w + BUFFERED] = 0;
	viewBytes();
	return true;
}

/** `_bufferedwriter_raw_write`: the file is given a memoryview, which has a managed buffer. */
function viewBytes(): void {
	countAllocation();
	countAllocation();
	countDeallocation();
	countDeallocation();
}

/** `_io_TextIOWrapper_flush_impl`. True: bytes went to the file. */
export function flushPending(stderr: boolean): boolean {
	const w = wordsOf(stderr);
	const passed = passOn(w);
	return flushBuffer(w) || passed;
}

/** Bytes written to the buffer below, without the text stream. True: bytes went to the file. */
export function bufferBytes(stderr: boolean, bytes: number): boolean {
	return bytes > 0 && buffer(wordsOf(stderr), bytes);
}

/** `_io__Buffered_flush_impl`. True: bytes went to the file. */
export function flushBuffered(stderr: boolean): boolean {
	return flushBuffer(wordsOf(stderr));
}
