/** How often an iterable has an item, or where it has it first (`_PySequence_IterSearch`). */
import { at, H } from "./arena";
import { equals } from "./comparison";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED } from "./consumerwords";
import { raise } from "./errors";
import { newInt } from "./int";
import { NULL, PUSHED, type Ref } from "./layout";
import { N0 } from "./natives";
import { clearref } from "./refcount";
import { NOTHING, type Status } from "./tables";
import { TRUE, VALUE_ERROR } from "./typeids";

// Of a search: the item (owned); what is looked for, how many or which place so far, 1 where the place is asked for.
const SEARCH = consumerKind({
	name: "search",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED] = item;
		const status = equals(item, at(w + C_OWN));
		return status === PUSHED || status === NULL ? status : found(frame, status);
	},
	resumed: found,
	done: (frame) =>
		at(frame + N0 + C_OWN + 2) === 0
			? newInt(at(frame + N0 + C_OWN + 1))
			: raise(VALUE_ERROR, "sequence.index(x): x not in sequence"),
});
function found(frame: number, value: Ref): Status {
	const w = frame + N0;
	clearref(w + C_OWNED);
	const place = at(w + C_OWN + 2) !== 0;
	if (place && value === TRUE) return newInt(at(w + C_OWN + 1));
	if (place || value === TRUE) H[w + C_OWN + 1] = at(w + C_OWN + 1) + 1;
	return NOTHING;
}

/** An int: the item's place, for which it has to be there; or the count. */
export function iterSearch(o: Ref, wanted: Ref, place: boolean): Status {
	return consumeIterable(SEARCH, o, 3, (w) => {
		H[w + C_OWN] = wanted;
		H[w + C_OWN + 2] = place ? 1 : 0;
	});
}
