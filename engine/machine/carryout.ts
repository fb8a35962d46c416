/**
 * For tests: takes references away in earnest, on the state that was last asked for, with the machine's own counting,
 * deaths and collector; finalizers run. Then the state is put back as it was.
 */
import { at, H } from "./arena";
import { watchDeaths } from "./death";
import { collect } from "./gc";
import { heapGraph } from "./heapgraph";
import { restoreImage, takeImage } from "./images";
import {
	AGAIN,
	BREAK_DEATH,
	PUSHED,
	R_BREAKER,
	R_GC_COLLECTING,
	R_OWN_SERIAL,
	R_WORK,
	type Ref,
	SERIAL,
	TYPE,
} from "./layout";
import { run } from "./loop";
import { pushNative, setState, stateOf } from "./natives";
import { decref } from "./refcount";
import { setStop } from "./rests";
import { objectBytes } from "./sizes";
import { nativeKind, REST } from "./tables";
import { FLOAT, INT, NONE } from "./typeids";
import { isShown } from "./viewtext";

/** What died: serials of the program's own objects in the order of death, and all there were. */
export interface Deaths {
	readonly serials: readonly number[];
	readonly objects: number;
	readonly bytes: number;
}

export interface CarriedOut {
	readonly byCount: Deaths;
	/** In the full collection that followed. */
	readonly byCollector: Deaths;
}

/** The words still to be emptied. Lives for the length of one `carryOut`. */
let words: readonly number[] = [];
let collecting = (): void => {};

const CARRY_OUT = nativeKind(
	"carry out",
	(frame, value) => {
		if (value > 0) decref(value);
		for (;;) {
			if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return AGAIN;
			const state = stateOf(frame);
			setState(frame, state + 1);
			const word = words[state];
			if (word !== undefined) {
				const o = at(word);
				H[word] = NONE;
				decref(o);
			} else if (state === words.length) {
				collecting();
				collect(2, "called");
				return PUSHED;
			} else return REST;
		}
	},
	(frame) => {
		setState(frame, words.length + 1);
		return REST;
	},
);

/** `ids`: as `referencesTo` and `referencesFrom` number them. Not during a collection. */
export function carryOut(ids: readonly number[]): CarriedOut {
	if (at(R_GC_COLLECTING) !== 0) throw new RangeError("a collection is under way");
	const graph = heapGraph();
	words = ids.map((id) => (graph.address[id] ?? graph.rootAddress[id - graph.to.length]) as number);
	const image = takeImage();
	// As long as it may take, for what is asked is what comes of it.
	H[R_WORK] = 2_000_000_000;
	const tallies = [0, 1].map(() => ({ serials: [] as number[], objects: 0, bytes: 0 }));
	let tally = tallies[0] as (typeof tallies)[0];
	// Deaths of plain numbers are told to nobody (death.ts): they are looked for.
	let numbers = [...graph.objects].flatMap((o) => {
		const plain = at(o) > 0 && (at(o + TYPE) === INT || at(o + TYPE) === FLOAT);
		return plain ? [{ o, type: at(o + TYPE), serial: at(o + SERIAL), bytes: objectBytes(o) }] : [];
	});
	const countNumbers = (): void => {
		numbers = numbers.filter(({ o, type, serial, bytes }) => {
			if (at(o + TYPE) === type && at(o + SERIAL) === serial) return true;
			tally.objects++;
			tally.bytes += bytes;
			return false;
		});
	};
	collecting = () => {
		countNumbers();
		tally = tallies[1] as (typeof tallies)[0];
	};
	/** What is made meanwhile is nothing of the state's. */
	const born = Math.abs(at(R_OWN_SERIAL));
	// As large as they are now: the collector empties a list before that dies.
	const known = new Map<Ref, number>();
	for (const o of graph.objects) known.set(o, objectBytes(o));
	watchDeaths((o) => {
		const bytes = known.get(o);
		if (bytes === undefined) return;
		known.delete(o);
		tally.objects++;
		tally.bytes += bytes;
		if (isShown(o) && at(o + SERIAL) < born) tally.serials.push(at(o + SERIAL));
	});
	pushNative(CARRY_OUT, 0, 0);
	setStop(-1);
	run(0);
	countNumbers();
	watchDeaths(null);
	restoreImage(image);
	return { byCount: tallies[0] as Deaths, byCollector: tallies[1] as Deaths };
}
