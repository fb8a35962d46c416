/** float objects. */
import { allocNumber, at, F64, MADE } from "./arena";
import { FLOAT_VALUE, LAYOUT_FLOAT, type Ref, T_FREELIST, T_LAYOUT, TYPE } from "./layout";
import { FLOAT } from "./typeids";

export function newFloat(value: number): Ref {
	MADE[0] = value;
	return floatMade();
}

/** Of the value of MADE. */
export function floatMade(): Ref {
	return allocNumber(FLOAT, 24, at(FLOAT + T_FREELIST));
}

export function floatValue(o: Ref): number {
	return F64[(o + FLOAT_VALUE) >> 1] as number;
}

/** float or a class derived from it. */
export function isFloat(o: Ref): boolean {
	return at(o + TYPE) === FLOAT || at(at(o + TYPE) + T_LAYOUT) === LAYOUT_FLOAT;
}
