/** Floats and exact fractions: `round(x, n)`, `int(x)`, `as_integer_ratio` (Objects/floatobject.c). */
import { scaleHalfEven, toBinary } from "./exactDecimal";
import { type Fault, fault } from "./fault";

/** `round(value, places)` (`float___round___impl`): half-even on the exact decimal value. */
export function roundFloat(value: number, places: number): number | Fault {
	if (!Number.isFinite(value) || places > 323) return value;
	if (places < -308) return 0 * value;
	const fixed = places >= 0 && places <= 100 && Math.abs(value) < 1e21;
	// Ties are where toFixed differs, and only a value whose last binary place is the next can be one.
	if (fixed && !Number.isInteger(value * 2 ** (places + 1))) return Number(value.toFixed(places));
	const rounded = Number(`${scaleHalfEven(Math.abs(value), places)}e${-places}`);
	if (rounded === Number.POSITIVE_INFINITY) {
		return fault("OverflowError", "rounded value too large to represent");
	}
	return value < 0 || Object.is(value, -0) ? -rounded : rounded;
}

function notFinite(value: number, target: string): Fault {
	return Number.isNaN(value)
		? fault("ValueError", `cannot convert float NaN to ${target}`)
		: fault("OverflowError", `cannot convert float infinity to ${target}`);
}

/** `round(value)`: the nearest int, ties to even. */
export function roundFloatToInt(value: number): bigint | Fault {
	return Number.isFinite(value) ? scaleHalfEven(value, 0) : notFinite(value, "integer");
}

/** `int(value)`: towards zero. */
export function truncateFloat(value: number): bigint | Fault {
	return Number.isFinite(value) ? BigInt(Math.trunc(value)) : notFinite(value, "integer");
}

/** `value.as_integer_ratio()`: in lowest terms, the denominator positive. */
export function floatRatio(value: number): readonly [bigint, bigint] | Fault {
	if (Number.isNaN(value)) return fault("ValueError", "cannot convert NaN to integer ratio");
	if (!Number.isFinite(value)) return fault("OverflowError", "cannot convert Infinity to integer ratio");
	let { mantissa, exponent } = toBinary(value);
	if (mantissa === 0n) return [0n, 1n];
	while (exponent < 0 && (mantissa & 1n) === 0n) {
		mantissa >>= 1n;
		exponent++;
	}
	return exponent >= 0 ? [mantissa << BigInt(exponent), 1n] : [mantissa, 1n << BigInt(-exponent)];
}

/** An int as the nearest float (`PyLong_AsDouble`). */
export function intToFloat(value: bigint): number | Fault {
	const result = Number(value);
	return Number.isFinite(result) ? result : fault("OverflowError", "int too large to convert to float");
}
