/** `divmod` of any two objects (`PyNumber_Divmod`). */
import { at, H } from "./arena";
import { raise } from "./errors";
import { floatDivmod } from "./floats";
import { isInt } from "./int";
import { intDivmod } from "./ints";
import { NULL, PUSHED, type Ref, TYPE } from "./layout";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { callSpecial } from "./special";
import { nativeKind, type Status } from "./tables";
import { BOOL, FLOAT, INT, NOT_IMPLEMENTED, TYPE_ERROR } from "./typeids";
import { isSubtype, typeLookupText, typeName } from "./types";

/** Words: the operands; the second attempt still to be made (1). */
const DIVMOD = nativeKind("divmod", (frame, value) => {
	const w = frame + N0;
	const a = at(w);
	const b = at(w + 1);
	let result: Status = value;
	for (;;) {
		if (result !== NULL && result !== NOT_IMPLEMENTED) return result;
		const i = stateOf(frame);
		if (i === 2)
			return raise(
				TYPE_ERROR,
				`unsupported operand type(s) for divmod(): '${typeName(at(a + TYPE))}' and '${typeName(at(b + TYPE))}'`,
			);
		setState(frame, i + 1);
		const swapped = at(w + 2) === 1;
		const reflected = (i === 1) !== swapped;
		const self = reflected ? b : a;
		const method = typeLookupText(at(self + TYPE), reflected ? "__rdivmod__" : "__divmod__");
		if (method === NULL || (reflected && at(a + TYPE) === at(b + TYPE))) {
			result = NOT_IMPLEMENTED;
			continue;
		}
		result = callSpecial(method, self, reflected ? a : b);
		if (result === PUSHED || result === NULL) return result;
	}
});
/** `PyNumber_Divmod` */
export function divmod(a: Ref, b: Ref): Status {
	const native = (type: Ref): boolean => type === INT || type === FLOAT || type === BOOL;
	if (native(at(a + TYPE)) && native(at(b + TYPE))) return isInt(a) && isInt(b) ? intDivmod(a, b) : floatDivmod(a, b);
	return beginFrame(DIVMOD, 3, 0, (w) => {
		H[w] = a;
		H[w + 1] = b;
		const ta = at(a + TYPE);
		const tb = at(b + TYPE);
		H[w + 2] =
			ta !== tb && isSubtype(tb, ta) && typeLookupText(ta, "__rdivmod__") !== typeLookupText(tb, "__rdivmod__") ? 1 : 0;
	});
}
