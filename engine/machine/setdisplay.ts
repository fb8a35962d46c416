/** Sets of given items: the displays of instructions, and frozensets of constants. */

import { at, H } from "./arena";
import { containerOperation, OP_ADD_TAKEN } from "./dictlookup";
import { hash, hashPlain } from "./hash";
import { F_PREV, NULL, PUSHED, type Ref } from "./layout";
import { EngineBug } from "./limits";
import { profile } from "./machine";
import { beginFrame, N0 } from "./natives";
import { clearref, decref, incref } from "./refcount";
import { setAdd } from "./setoperations";
import { newSet, newSetOf, setAppend, setItems, setLookup } from "./settable";
import { isLent } from "./stackref";
import { nativeKind, type Status } from "./tables";
import { FROZENSET } from "./typeids";

/** Words: 0 the set, 1 the item being added where the stack has only borrowed it and the set takes it (owned), 2 address of the items, 3 how many, 4 next. */
const BUILD = nativeKind(
	"set display",
	(frame, first) => {
		const w = frame + N0;
		let value: Status = first;
		for (;;) {
			if (value !== NULL) takeItem(frame);
			const i = at(w + 4);
			if (i === at(w + 3)) {
				const o = at(w);
				H[w] = 0;
				return o;
			}
			const item = at(at(w + 2) + i);
			if (profile().setsTakeReferences) {
				if (isLent(at(frame + F_PREV), at(w + 2) + i)) H[w + 1] = incref(item);
				value = containerOperation(OP_ADD_TAKEN, at(w), item, NULL);
			} else value = setAdd(at(w), item);
			if (value === PUSHED) return PUSHED;
			if (value === NULL) return dropItems(frame);
		}
	},
	dropItems,
);

/** The next item of a set display leaves the stack; what the stack has borrowed it does not let go of. */
function takeItem(frame: number): void {
	const i = at(frame + N0 + 4);
	const item = at(frame + N0 + 2) + i;
	if (isLent(at(frame + F_PREV), item)) H[item] = NULL;
	else clearref(item);
	clearref(frame + N0 + 1);
	H[frame + N0 + 4] = i + 1;
}

/** An item cannot be in a set: it and those after it go, and then the set with those before. */
function dropItems(frame: number): Status {
	while (at(frame + N0 + 4) < at(frame + N0 + 3)) takeItem(frame);
	return NULL;
}

/** BUILD_SET: a new set of n items at an address, which are taken from there one by one. */
export function buildSet(address: number, n: number): Status {
	return beginFrame(BUILD, 5, 2, (w) => {
		H[w] = newSet();
		H[w + 2] = address;
		H[w + 3] = n;
	});
}

/**
 * A frozenset of constants. The compiler makes it twice, the second time from the first one's order
 * (merge_consts_recursive), which shows in the order of items whose hashes collide.
 */
export function frozensetOf(items: readonly Ref[]): Ref {
	const first = frozenFrom(items);
	const second = frozenFrom(setItems(first));
	decref(first);
	return second;
}

function frozenFrom(items: readonly Ref[]): Ref {
	const o = newSetOf(FROZENSET);
	for (const item of items) {
		if (hashPlain(item) !== 1) throw new EngineBug("a constant that is not hashable");
		const { low, high } = hash;
		if (setLookup(o, item, low, high) === 0) setAppend(o, item, low, high);
	}
	return o;
}
