/** The small immutable values that a state's references lead to, for a state that is asked for with them. */
import type { RefView, ValueView } from "../api";
import { at } from "./arena";
import { refView } from "./causes";
import { idOf } from "./hash";
import { FLAGS, INTERNED, type Ref, SIZE, TYPE } from "./layout";
import { tupleItem } from "./tuple";
import { BOOL, BYTES, COMPLEX, ELLIPSIS_TYPE, FLOAT, INT, NONE_TYPE, STR, TUPLE } from "./typeids";
import { typeName } from "./types";
import { isShown, valueText } from "./viewtext";

const TYPES: ReadonlySet<number> = new Set([BOOL, BYTES, COMPLEX, ELLIPSIS_TYPE, FLOAT, INT, NONE_TYPE, STR, TUPLE]);
/** Items listed of a tuple, as of any card. */
const MOST_ITEMS = 24;

export class Values {
	readonly #met = new Map<Ref, ValueView>();

	/** `limit`: most values listed; references to others stay without an `id`. */
	constructor(private readonly limit: number) {}

	get views(): readonly ValueView[] {
		return [...this.#met.values()].sort((a, b) => a.id - b.id);
	}

	/** The reference as it is shown; the value that it leads to is then among the views, with all that it is made of. */
	ref(o: Ref): RefView {
		const view = refView(o);
		return view.kind === "value" && this.#meet(o) ? { ...view, id: idOf(o) } : view;
	}

	#meet(o: Ref): boolean {
		if (this.#met.has(o)) return true;
		// A tuple of the program's own making has a card already, and its serial.
		if (!TYPES.has(at(o + TYPE)) || isShown(o) || this.#met.size >= this.limit) return false;
		const slots: ValueView["slots"][number][] = [];
		const length = at(o + TYPE) === TUPLE ? at(o + SIZE) : 0;
		this.#met.set(o, {
			id: idOf(o),
			type: typeName(at(o + TYPE)),
			text: valueText(o),
			refcnt: at(o) < 0 ? 0 : at(o),
			immortal: at(o) < 0,
			interned: at(o + TYPE) === STR && (at(o + FLAGS) & INTERNED) !== 0,
			slots,
			slotsOmitted: Math.max(0, length - MOST_ITEMS),
		});
		for (let i = 0; i < Math.min(length, MOST_ITEMS); i++)
			slots.push({ label: `[${i}]`, strength: "strong", ref: this.ref(tupleItem(o, i)) });
		return true;
	}
}
