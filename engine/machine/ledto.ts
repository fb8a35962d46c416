/** What views draw past an object that has no card: an iterator's list, what a class, a bound method or a traceback keeps. */
import { at } from "./arena";
import {
	F_SP,
	FO_OWN,
	FRAME_WORDS,
	LAYOUT_BUILTIN,
	LAYOUT_CELL,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FIELDS,
	LAYOUT_FRAME,
	LAYOUT_LIST,
	LAYOUT_LRU,
	LAYOUT_METHOD,
	LAYOUT_TRACEBACK,
	LAYOUT_TUPLE,
	LAYOUT_TYPE,
	type Ref,
	T_DICT,
	T_FLAGS,
	T_LAYOUT,
	TF_HEAP,
	TYPE,
} from "./layout";
import { layoutSlot } from "./layouts";
import { isCounted } from "./stackref";
import { isShown } from "./viewtext";

/** Objects told, and objects without a card that are looked through for them, at most. */
const MOST_TOLD = 8;
const MOST_PASSED = 100;

/** Layouts of what is looked through. Modules, functions and code are not: what those keep is the whole program. */
const PASSED = maskOf([
	LAYOUT_BUILTIN,
	LAYOUT_CELL,
	LAYOUT_EXCEPTION,
	LAYOUT_FIELDS,
	LAYOUT_FRAME,
	LAYOUT_LIST,
	LAYOUT_LRU,
	LAYOUT_METHOD,
	LAYOUT_TRACEBACK,
	LAYOUT_TUPLE,
	LAYOUT_TYPE,
]);

/** A bit for each layout: there are fewer than 32. */
function maskOf(layouts: readonly number[]): number {
	return layouts.reduce((mask, layout) => mask | (1 << layout), 0);
}

/**
 * The first objects with a card that one without keeps alive, itself or through others without. `passed`: what has been
 * looked through is in it afterwards, and is not looked through again: the same reference is told once, where it is met first.
 */
export function ledTo(o: Ref, passed: Set<Ref>): readonly Ref[] {
	const told: Ref[] = [];
	if (!isPassed(o) || passed.has(o)) return told;
	passed.add(o);
	const todo = [o];
	for (let i = 0; i < todo.length && told.length < MOST_TOLD; i++)
		eachHeld(todo[i] as Ref, (child) => {
			if (isShown(child)) {
				if (!told.includes(child)) told.push(child);
			} else if (todo.length < MOST_PASSED && !passed.has(child) && isWithin(child)) {
				passed.add(child);
				todo.push(child);
			}
			return told.length < MOST_TOLD;
		});
	return told;
}

/** Whether an object without a card is looked through at all. */
export function isPassed(o: Ref): boolean {
	const layout = at(at(o + TYPE) + T_LAYOUT);
	return ((PASSED >>> layout) & 1) !== 0 && (layout !== LAYOUT_TYPE || (at(o + T_FLAGS) & TF_HEAP) !== 0);
}

/** A dict is looked through as a part of something; by itself it is a namespace. */
function isWithin(o: Ref): boolean {
	return at(at(o + TYPE) + T_LAYOUT) === LAYOUT_DICT || isPassed(o);
}

/** Calls `visit` with what an object refers to, until it answers false. */
function eachHeld(o: Ref, visit: (child: Ref) => boolean): void {
	const layout = at(at(o + TYPE) + T_LAYOUT);
	const held = (address: number): boolean => !isCounted(at(address)) || visit(at(address));
	if (layout === LAYOUT_TYPE) held(o + T_DICT);
	else if (layout === LAYOUT_FRAME) {
		// The locals of one that has ended: the names of one that runs are drawn.
		const block = at(o + FO_OWN);
		if (block !== 0) for (let word = block + FRAME_WORDS; word < block + at(block + F_SP) && held(word); word++);
	} else {
		for (let i = 0; ; i++) {
			const address = layoutSlot(o, layout, i);
			if (address === -1 || !held(address)) return;
		}
	}
}
