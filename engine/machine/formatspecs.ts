/** What a spec that is not empty makes of a str, an int, a float and a complex number. */

import { formatComplex, formatFloat, formatInt, formatText, specSize } from "../text/formatSpec";
import { at } from "./arena";
import { newText } from "./faults";
import { floatValue } from "./float";
import { intBits, intValue, maxStrDigits } from "./int";
import { chargeDecimal } from "./intmath";
import { type Ref, TYPE } from "./layout";
import { profile, work } from "./machine";
import { incref } from "./refcount";
import { textOf } from "./str";
import type { Status } from "./tables";
import { typeName } from "./types";

/** Charges for what a spec's width and precision ask for; what no index has is refused. */
function charge(spec: string): void {
	const size = specSize(spec);
	if (size > 1e6 && size < 2 ** 63) work(Math.min(size, 1e12) / 32);
}

const nameOf = (o: Ref): string => typeName(at(o + TYPE));

export function formatStrAs(self: Ref, spec: string): Status {
	charge(spec);
	const text = textOf(self);
	const shown = formatText(text, spec, nameOf(self), profile().name);
	// Written whole, it is the writer's only piece, and comes out as it went in (`_PyUnicodeWriter_Finish`).
	return shown === text && text !== "" ? incref(self) : newText(shown);
}

export function formatIntAs(self: Ref, spec: string): Status {
	charge(spec);
	chargeDecimal(intBits(self), maxStrDigits());
	return newText(formatInt(intValue(self), spec, nameOf(self), maxStrDigits(), profile().name));
}

export function formatFloatAs(self: Ref, spec: string): Status {
	charge(spec);
	return newText(formatFloat(floatValue(self), spec, nameOf(self), profile().name));
}

export function formatComplexAs(self: Ref, real: number, imag: number, spec: string): Status {
	charge(spec);
	return newText(formatComplex(real, imag, spec, nameOf(self), profile().name));
}
