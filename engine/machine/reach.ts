/** Which objects a state lists: met breadth first, each once, up to a limit. */
import { at } from "./arena";
import { ARENA_WORDS, CLASS_SHIFT, FLAGS, type Ref, SERIAL, TYPE } from "./layout";

/** A bit for each even address: the objects met. All clear between two uses. */
const marks = new Uint8Array(ARENA_WORDS >> 4);

function mark(o: Ref): boolean {
	const byte = marks[o >> 4] as number;
	const bit = 1 << ((o >> 1) & 7);
	if ((byte & bit) !== 0) return false;
	marks[o >> 4] = byte | bit;
	return true;
}

export class Reach {
	/** Those met, in that order. */
	readonly objects: Ref[] = [];
	private done = 0;
	private out: Ref = 0;

	get size(): number {
		return this.objects.length;
	}

	/** An object that is met by nobody. */
	leaveOut(o: Ref): void {
		this.out = o;
	}

	has(o: Ref): boolean {
		return ((marks[o >> 4] as number) & (1 << ((o >> 1) & 7))) !== 0;
	}

	/** Adds an object unless it is there or the limit is reached. True: it was added. */
	meet(o: Ref, limit: number): boolean {
		if (this.objects.length >= limit || o === this.out || !mark(o)) return false;
		this.objects.push(o);
		return true;
	}

	/** The next object met whose fields have not been looked at, or 0. */
	next(): Ref {
		return this.done < this.objects.length ? (this.objects[this.done++] as Ref) : 0;
	}

	/** To be called in the end: clears the marks. */
	forget(): void {
		for (const o of this.objects) marks[o >> 4] = 0;
	}
}

interface Sighting {
	readonly o: Ref;
	readonly type: Ref;
	readonly sizeClass: number;
}

/** Most objects that are remembered. */
const MOST_SEEN = 10_000;

/** Where objects were last seen, by serial: an object is still there if its header is. Only for speed. */
export class Sightings {
	private readonly seen = new Map<number, Sighting>();

	add(o: Ref): void {
		if (this.seen.size >= MOST_SEEN) this.seen.clear();
		this.seen.set(at(o + SERIAL), { o, type: at(o + TYPE), sizeClass: at(o + FLAGS) >>> CLASS_SHIFT });
	}

	/** Those that are where they were. */
	each(visit: (o: Ref) => void): void {
		for (const [serial, { o, type, sizeClass }] of this.seen)
			if (at(o + SERIAL) === serial && at(o + TYPE) === type && at(o + FLAGS) >>> CLASS_SHIFT === sizeClass) visit(o);
	}
}
