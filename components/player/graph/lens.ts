/**
 * What the graph makes of a state before it draws it. A weak container (`weakref.WeakValueDictionary`, `WeakKeyDictionary`,
 * `WeakSet`) is one card that refers weakly to what is in it, unless its inside is asked for; small values stand where
 * they are referred to, unless they are asked for as cards. State to state: outline, layout and scene know nothing of it.
 */
import type { HeapState, ObjectView, RefView, SlotView, ValueView } from "../../../engine/api";
import { FIRST_VALUE } from "../names";

export interface Lens {
	/** Small values have cards. */
	readonly values: boolean;
	/** Weak containers show what they are made of. */
	readonly insides: boolean;
}

export const PLAIN: Lens = { values: false, insides: false };

/** By what a value is: its serial on the picture. Dense, so that no two values of a run share a place. */
export type ValueSerials = ReadonlyMap<string, number>;

/** An address may be another value's later. */
export const keyOfValue = ({ id, type, text }: Pick<ValueView, "id" | "type" | "text">): string =>
	`${id} ${type} ${text}`;

/** What is not drawn of a state, beside the state that is. */
export interface Seen {
	readonly state: HeapState;
	/** Serials of the objects inside weak containers. */
	readonly inside: ReadonlySet<number>;
	/** Of these, what keeps a container's entries: the container, whose card has them. */
	readonly entries: Entries;
}

/** By serial of the dict or set inside: the weak container that it belongs to. */
export type Entries = ReadonlyMap<number, number>;

const NOTHING_INSIDE = { inside: new Set<number>(), entries: new Map<number, number>() } as const;

/** `serials`: the values that have cards; those that it does not know stay in their places. */
export function through(state: HeapState, lens: Lens, serials: ValueSerials): Seen {
	const closed = lens.insides ? { state, ...NOTHING_INSIDE } : weakContainers(state);
	return lens.values ? { ...closed, state: withValues(closed.state, serials) } : closed;
}

/**
 * What a step did, without what is inside weak containers: no line of the program's own made that. What the step has freed
 * of it stands in the state before alone.
 */
export function withoutInsides(state: HeapState, before: HeapState | null): Seen {
	const now = through(state, PLAIN, new Map());
	const earlier = before === null ? NOTHING_INSIDE : through(before, PLAIN, new Map());
	if (now.inside.size + earlier.inside.size === 0) return now;
	const inside = new Set([...now.inside, ...earlier.inside]);
	const shown = ({ serial }: { readonly serial: number }) => !inside.has(serial);
	const { changes, deaths } = now.state;
	return { ...now, inside, state: { ...now.state, changes: changes.filter(shown), deaths: deaths.filter(shown) } };
}

/** Gives the values of a state that have none yet their serials. */
export function noteValues(state: HeapState, serials: Map<string, number>): void {
	for (const value of state.values ?? []) {
		const key = keyOfValue(value);
		if (!serials.has(key)) serials.set(key, FIRST_VALUE + serials.size);
	}
}

function withValues(state: HeapState, serials: ValueSerials): HeapState {
	const values = new Map((state.values ?? []).map((value) => [value.id, value]));
	const cards = new Map<number, ObjectView>();
	const slotsOf = (slots: readonly SlotView[]) => slots.map((slot) => ({ ...slot, ref: refOf(slot.ref) }));
	/** What it leads to has a card then: values that only a folded inside refers to have none. */
	const refOf = (ref: RefView): RefView => {
		const value = ref.kind === "value" && ref.id !== undefined ? values.get(ref.id) : undefined;
		const serial = value === undefined ? undefined : serials.get(keyOfValue(value));
		if (value === undefined || serial === undefined) return ref;
		if (!cards.has(serial)) {
			const { id, type, refcnt, immortal, slotsOmitted } = value;
			cards.set(serial, {
				serial,
				id,
				type,
				refcnt,
				immortal,
				tracked: false,
				generation: null,
				text: PLAINLY.has(type) ? value.text : `${type} ${value.text}`,
				slots: slotsOf(value.slots),
				slotsOmitted,
				weakrefs: [],
			});
		}
		return { kind: "object", serial };
	};
	const frames = state.frames.map((frame) => ({
		...frame,
		names: frame.names.map((name) => ({ ...name, ref: refOf(name.ref) })),
	}));
	const objects = state.objects.map((object) => ({ ...object, slots: slotsOf(object.slots) }));
	const all = [...objects, ...[...cards.values()].sort((a, b) => a.serial - b.serial)];
	return { ...state, frames, objects: all, alive: state.alive + cards.size };
}

/** The later of two states with its values, told whose counts changed: the engine tells it of objects alone. */
export function withValueChanges(now: HeapState, before: HeapState): HeapState {
	const earlier = new Map(before.objects.map(({ serial, refcnt }) => [serial, refcnt]));
	const changes = now.objects.flatMap(({ serial, type, refcnt }) => {
		const from = serial < FIRST_VALUE ? undefined : earlier.get(serial);
		return from === undefined || from === refcnt
			? []
			: [{ serial, type, name: null, from, to: refcnt, line: now.ranLine ?? 0 }];
	});
	return changes.length === 0 ? now : { ...now, changes: [...now.changes, ...changes] };
}

/** Values whose text says what they are. */
const PLAINLY: ReadonlySet<string> = new Set(["NoneType", "ellipsis", "tuple", "bool"]);

/** By the class of the library: the fields that its own code keeps, and which of its entries are weak. */
const CONTAINERS: ReadonlyMap<string, "keys" | "values" | "items"> = new Map([
	["weakref.WeakValueDictionary", "values"],
	["weakref.WeakKeyDictionary", "keys"],
	["_weakrefset.WeakSet", "items"],
]);
const ENTRIES = ".data";
const OWN_FIELDS: ReadonlySet<string> = new Set([
	ENTRIES,
	"._remove",
	"._pending_removals",
	"._iterating",
	"._dirty_len",
]);

function weakContainers(state: HeapState): Seen {
	const containers = state.objects.filter(({ library }) => library !== undefined && CONTAINERS.has(library));
	if (containers.length === 0) return { state, ...NOTHING_INSIDE };
	const objects = new Map(state.objects.map((object) => [object.serial, object]));
	const inside = new Set<number>();
	const entries = new Map<number, number>();
	const drawn = new Map<number, ObjectView>();
	for (const container of containers) {
		for (const { label, ref } of container.slots) {
			if (!OWN_FIELDS.has(label) || ref.kind !== "object") continue;
			inside.add(ref.serial);
			if (label === ENTRIES) entries.set(ref.serial, container.serial);
			// The function that removes an entry knows its container through a weak reference.
			const own = objects.get(ref.serial);
			if (label === "._remove")
				for (const slot of own?.slots ?? []) if (slot.ref.kind === "object") inside.add(slot.ref.serial);
		}
		drawn.set(container.serial, asMeant(container, objects));
	}
	for (const { serial, type, slots } of state.objects) {
		const leads = (label: string) =>
			slots.some((slot) => slot.label === label && slot.ref.kind === "object" && inside.has(slot.ref.serial));
		// The weak references in it say by their callbacks whose they are; its function's defaults are a tuple nobody else holds.
		if (leads("callback") || (type === "tuple" && leads("[0]"))) inside.add(serial);
	}
	// What the program itself has got hold of is drawn.
	for (const { names } of state.frames)
		for (const { ref } of names) if (ref.kind === "object") inside.delete(ref.serial);
	const hidden = new Set(inside);
	for (const { serial, slots } of state.objects) {
		if (hidden.has(serial) || drawn.has(serial)) continue;
		for (const { ref } of slots) if (ref.kind === "object") inside.delete(ref.serial);
	}
	for (const serial of entries.keys()) if (!inside.has(serial)) entries.delete(serial);
	return {
		state: {
			...state,
			objects: state.objects
				.filter(({ serial }) => !inside.has(serial))
				.map((object) => drawn.get(object.serial) ?? object),
			alive: state.alive - inside.size,
			born: state.born.filter((serial) => !inside.has(serial)),
			changes: state.changes.filter(({ serial }) => !inside.has(serial)),
		},
		inside,
		entries,
	};
}

/** The container with its entries for fields: those that are weak lead to what the weak references in it lead to. */
function asMeant(container: ObjectView, objects: ReadonlyMap<number, ObjectView>): ObjectView {
	const data = container.slots.find(({ label }) => label === ENTRIES)?.ref;
	const entries = data?.kind === "object" ? objects.get(data.serial) : undefined;
	const weak = CONTAINERS.get(container.library ?? "");
	const slots = container.slots.filter(({ label }) => !OWN_FIELDS.has(label));
	for (const slot of entries?.slots ?? []) {
		const isKey = slot.label === "key";
		const through = weak === "items" || (weak === "keys") === isKey;
		const reference = through && slot.ref.kind === "object" ? objects.get(slot.ref.serial) : undefined;
		// A dead one waits to be taken out.
		const to = reference?.slots.find(({ strength }) => strength === "weak")?.ref;
		if (!through) slots.push(slot);
		else if (to !== undefined) slots.push({ label: slot.label, strength: "weak", ref: to });
	}
	return {
		...container,
		text: entries === undefined ? container.text : `${container.text} ${entries.text}`,
		slots,
		slotsOmitted: container.slotsOmitted + (entries?.slotsOmitted ?? 0),
	};
}
