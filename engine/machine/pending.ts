/**
 * What sys.stdout keeps until a chunk is full (`_io_TextIOWrapper_write_impl`): nobody sees it, but the texts written are
 * referred to meanwhile, and from the second on a list holds them, which counts as an allocation.
 */
import { internal } from "./alloc";
import { at, H } from "./arena";
import { NULL, R_PENDING, R_PENDING_BYTES, type Ref, STR_KIND, STR_LENGTH, TYPE } from "./layout";
import { listAppend, newList } from "./list";
import { clearref, incref, setref } from "./refcount";
import { LIST, NONE } from "./typeids";

/** `TextIOWrapper._CHUNK_SIZE` */
const CHUNK = 8192;

/** Keeps a text that was written to stdout, whose UTF-8 form has so many bytes. */
export function keepPending(o: Ref, bytes: number): void {
	// An empty text leaves nothing to write.
	if (bytes === 0) return;
	// A text of ASCII is its own UTF-8 form; of another the bytes are kept, which nobody else has.
	const kept = at(o + STR_KIND) === 0 && at(o + STR_LENGTH) <= CHUNK ? o : NONE;
	// What is not small is not joined to what waits.
	if (bytes >= CHUNK) flushPending();
	if (at(R_PENDING) === NULL) H[R_PENDING] = incref(kept);
	else if (at(at(R_PENDING) + TYPE) === LIST) listAppend(at(R_PENDING), kept);
	else {
		const list = internal(newList(2));
		listAppend(list, at(R_PENDING));
		listAppend(list, kept);
		setref(R_PENDING, list);
	}
	H[R_PENDING_BYTES] = at(R_PENDING_BYTES) + bytes;
	if (at(R_PENDING_BYTES) >= CHUNK) flushPending();
}

/** `_textiowrapper_writeflush` */
export function flushPending(): void {
	H[R_PENDING_BYTES] = 0;
	clearref(R_PENDING);
}
