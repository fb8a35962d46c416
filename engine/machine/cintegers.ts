/** Ints that are too large for a C integer or for a JavaScript number, which few arguments are. */
import { at } from "./arena";
import { raise } from "./errors";
import { intBig } from "./int";
import { NULL, type Ref, TYPE } from "./layout";
import { ssizeOf } from "./operators";
import { S_INDEX, slotOf } from "./tables";
import { NONE, OVERFLOW_ERROR, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/** `PyNumber_AsSsize_t` of `o`, which is the int `n`; `PyLong_AsSsize_t` where `error` is NULL. */
export function largeSsize(n: Ref, o: Ref, error: Ref): number {
	const exact = intBig(n);
	if (BigInt.asIntN(64, exact) === exact) return Number(exact);
	if (error === NULL) raise(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
	else raise(error, `cannot fit '${typeName(at(o + TYPE))}' into an index-sized integer`);
	return Number.NaN;
}

/** `_Py_convert_optional_to_ssize_t`: `otherwise` for None and where nothing is given; NaN with an error set. */
export function optionalSsize(o: Ref, otherwise: number): number {
	if (o === NULL || o === NONE) return otherwise;
	if (slotOf(o, S_INDEX) !== 0) return ssizeOf(o, OVERFLOW_ERROR);
	raise(TYPE_ERROR, `argument should be integer or None, not '${typeName(at(o + TYPE))}'`);
	return Number.NaN;
}

/** What `PyLong_AsInt` says. */
export function tooLargeForInt(): number {
	raise(OVERFLOW_ERROR, "Python int too large to convert to C int");
	return Number.NaN;
}
