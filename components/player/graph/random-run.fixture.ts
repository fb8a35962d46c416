/** Runs of no real program, for tests of the layout: objects are born, bound, linked, unlinked and freed at random. */
import type { DeathView, FrameView, HeapState, NameView, ObjectView, SlotView } from "../../../engine/api";

/** A small generator of the same numbers for the same seed. */
export function seeded(seed: number): (below: number) => number {
	let state = seed * 2654435761 + 1;
	return (below) => {
		state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
		return ((state >>> 0) % 1_000_003) % below;
	};
}

interface Thing {
	readonly serial: number;
	readonly links: Map<string, number>;
}

export interface RandomRun {
	readonly steps: number;
	readonly stateAt: (step: number) => HeapState;
}

const FIELDS = ["next", "partner", "parent", "left", "right", "owner", "a_rather_long_field", "items", "extra", "more"];

/** A run of so many steps in which at most so many objects are alive at once. */
export function randomRun(seed: number, steps: number, most: number): RandomRun {
	const pick = seeded(seed);
	const things = new Map<number, Thing>();
	const frames: { readonly name: string; readonly names: Map<string, number> }[] = [
		{ name: "__main__", names: new Map() },
	];
	const deaths: DeathView[] = [];
	const states: HeapState[] = [];
	let serial = 10;
	const any = () => [...things.keys()][pick(things.size)];
	for (let step = 0; step <= steps; step++) {
		const born: number[] = [];
		const action = pick(10);
		const top = frames.at(-1);
		if (action < 4 && things.size < most) {
			serial += 1 + pick(3);
			things.set(serial, { serial, links: new Map() });
			born.push(serial);
			if (pick(2) === 0) top?.names.set(`n${pick(7)}`, serial);
			const holder = any();
			if (holder !== undefined) things.get(holder)?.links.set(FIELDS[pick(FIELDS.length)] ?? "x", serial);
		} else if (action < 6) {
			const from = any();
			const to = any();
			if (from !== undefined && to !== undefined) things.get(from)?.links.set(FIELDS[pick(FIELDS.length)] ?? "x", to);
		} else if (action < 8) {
			const gone = any();
			if (gone !== undefined && pick(2) === 0) {
				things.delete(gone);
				for (const thing of things.values()) {
					for (const [field, to] of thing.links) if (to === gone) thing.links.delete(field);
				}
				for (const frame of frames) for (const [name, to] of frame.names) if (to === gone) frame.names.delete(name);
				deaths.push({
					serial: gone,
					type: "Node",
					text: "Node",
					by: pick(2) === 0 ? "count" : "collector",
					step,
					line: 1,
				});
			}
		} else if (action === 8 && frames.length < 4) {
			frames.push({ name: `f${pick(3)}`, names: new Map() });
		} else if (frames.length > 1) {
			frames.pop();
		}
		states.push(stateOf(step, frames, things, deaths, born));
	}
	return {
		steps,
		stateAt: (step) => {
			const state = states[step];
			if (state === undefined) throw new RangeError(`no step ${step}`);
			return state;
		},
	};
}

function stateOf(
	step: number,
	frames: readonly { readonly name: string; readonly names: ReadonlyMap<string, number> }[],
	things: ReadonlyMap<number, Thing>,
	deaths: readonly DeathView[],
	born: readonly number[],
): HeapState {
	const named = (name: string, serial: number): NameView => ({ name, ref: { kind: "object", serial }, cell: false });
	const frameViews: FrameView[] = frames.map(({ name, names }) => ({
		name,
		line: 1,
		names: [...names].map(([bound, serial]) => named(bound, serial)),
	}));
	const objects: ObjectView[] = [...things.values()].map(({ serial, links }) => ({
		serial,
		id: serial * 16,
		type: "Node",
		refcnt: 1,
		immortal: false,
		tracked: true,
		generation: 0,
		text: "Node",
		slots: [...links].map(([field, to]): SlotView => {
			const strength = field === "parent" ? "weak" : "strong";
			return { label: `.${field}`, strength, ref: { kind: "object", serial: to } };
		}),
		slotsOmitted: 0,
		weakrefs: [],
	}));
	const generation = { count: 0, threshold: 2000, size: 0 };
	return {
		step,
		line: 1,
		ranLine: step === 0 ? null : 1,
		instruction: null,
		event: null,
		outputLength: 0,
		frames: frameViews,
		framesOmitted: 0,
		objects,
		alive: objects.length,
		objectsOmitted: 0,
		deaths: [...deaths],
		died: deaths.length,
		collected: 0,
		folded: 0,
		changes: [],
		changesOmitted: 0,
		born,
		bornOmitted: 0,
		collections: [],
		collecting: null,
		execution: null,
		gcEnabled: true,
		generations: [generation, generation, generation],
		bytes: 0,
	};
}
