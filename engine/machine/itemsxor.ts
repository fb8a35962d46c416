/** `^` of the items of two dicts (`dictitems_xor` in Objects/dictobject.c). */
import { at, H } from "./arena";
import { equals } from "./comparison";
import { dictCopy, dictEntryAt } from "./dict";
import { containerOperation, containerOperationHashed, OP_ADD, OP_DELETE, OP_FIND } from "./dictlookup";
import { newView } from "./dictviews";
import { ENTRY_HASH, ENTRY_HASH_HIGH, ENTRY_KEY, ENTRY_VALUE, NULL, PUSHED, type Ref } from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { clearref, decref, incref, setref } from "./refcount";
import { SET_OP_UPDATE, setOperation } from "./setoperations";
import { newSet } from "./settable";
import { nativeKind, type Status, type Step, steps } from "./tables";
import { tupleOf } from "./tuple";
import { DICT_ITEMS_TYPE, NOT_IMPLEMENTED, TRUE } from "./typeids";

/** Words: what is left of the first dict, the set, key and value of the second's entry, the first's value, the pair, the view (owned); the second dict, the place in it, the key's hash. */
const W_LEFT = N0;
const W_RESULT = N0 + 1;
const W_KEY = N0 + 2;
const W_SECOND = N0 + 3;
const W_FIRST = N0 + 4;
const W_PAIR = N0 + 5;
const W_VIEW = N0 + 6;
const W_DICT = N0 + 7;
const W_PLACE = N0 + 8;
const W_LOW = N0 + 9;
const W_HIGH = N0 + 10;

const NEXT = 0;
const FOUND = 1;
const COMPARED = 2;
const CHANGED = 3;
const UPDATED = 4;

const XOR = nativeKind("^ of items", (frame, given) => {
	let value: Status = given;
	for (;;) {
		switch (stateOf(frame)) {
			case NEXT: {
				let i = at(frame + W_PLACE);
				let entry = dictEntryAt(at(frame + W_DICT), i);
				while (entry === 0) entry = dictEntryAt(at(frame + W_DICT), ++i);
				if (entry === -1) {
					const view = newView(DICT_ITEMS_TYPE, at(frame + W_LEFT));
					H[frame + W_VIEW] = view;
					setState(frame, UPDATED);
					value = setOperation(SET_OP_UPDATE, at(frame + W_RESULT), view);
					break;
				}
				H[frame + W_PLACE] = i + 1;
				setref(frame + W_KEY, incref(at(entry + ENTRY_KEY)));
				setref(frame + W_SECOND, incref(at(entry + ENTRY_VALUE)));
				const [low, high] = [at(entry + ENTRY_HASH), at(entry + ENTRY_HASH_HIGH)];
				H[frame + W_LOW] = low;
				H[frame + W_HIGH] = high;
				setState(frame, FOUND);
				value = containerOperationHashed(OP_FIND, at(frame + W_LEFT), at(frame + W_KEY), NULL, low, high);
				break;
			}
			case FOUND:
				setState(frame, COMPARED);
				if (value === NOT_IMPLEMENTED) continue;
				setref(frame + W_FIRST, value);
				value = equals(value, at(frame + W_SECOND));
				break;
			case COMPARED: {
				const key = at(frame + W_KEY);
				setState(frame, CHANGED);
				if (value === TRUE) {
					const [low, high] = [at(frame + W_LOW), at(frame + W_HIGH)];
					value = containerOperationHashed(OP_DELETE, at(frame + W_LEFT), key, NULL, low, high);
				} else {
					const pair = tupleOf(key, at(frame + W_SECOND));
					setref(frame + W_PAIR, pair);
					value = containerOperation(OP_ADD, at(frame + W_RESULT), pair, NULL);
				}
				break;
			}
			case CHANGED:
				clearref(frame + W_PAIR);
				clearref(frame + W_FIRST);
				setState(frame, NEXT);
				continue;
			default: {
				decref(value);
				const result = at(frame + W_RESULT);
				H[frame + W_RESULT] = NULL;
				return result;
			}
		}
		if (value === NULL || value === PUSHED) return value;
	}
});

/** A set of the items that only one of two dicts has: owned, NULL or PUSHED. */
export function itemsXor(first: Ref, second: Ref): Status {
	const frame = pushNative(XOR, 11, 7);
	H[frame + W_LEFT] = dictCopy(first);
	H[frame + W_RESULT] = newSet();
	H[frame + W_DICT] = second;
	const status = (steps[XOR] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
