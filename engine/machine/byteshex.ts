/** Bytes as hexadecimal digits and back (`_Py_strhex_bytes_with_sep`, `_PyBytes_FromHex`). */
import { at } from "./arena";
import { bytesOf, isBytes, latin1Text } from "./bytes";
import { type BytesKind, SPACES } from "./byteskinds";
import { convert } from "./conversions";
import { raise } from "./errors";
import { newText } from "./faults";
import { intNumber } from "./int";
import { NULL, type Ref, TYPE } from "./layout";
import { profile, work } from "./machine";
import { cIntOf } from "./operators";
import { isStr, strLength, textOf } from "./str";
import { S_LEN, type Status, slotOf } from "./tables";
import { TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

/** `PyObject_Size` of what a separator is not: NaN with an error set. */
function lengthOf(o: Ref): number {
	const slot = slotOf(o, S_LEN);
	if (slot !== 0) return intNumber(convert(o, slot));
	raise(TYPE_ERROR, `object of type '${typeName(at(o + TYPE))}' has no len()`);
	return Number.NaN;
}

/** `bytes.hex([sep[, bytes_per_sep]])` */
export function hexText(bytes: Uint8Array, args: number, nargs: number): Status {
	work(bytes.length * 4);
	const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
	if (nargs === 0 || at(args) === NULL) return newText(digits.join(""));
	const given = at(args);
	const group = nargs > 1 && at(args + 1) !== NULL ? cIntOf(at(args + 1)) : 1;
	if (Number.isNaN(group)) return NULL;
	const length = isStr(given) ? strLength(given) : lengthOf(given);
	if (length !== 1) return Number.isNaN(length) ? NULL : raise(VALUE_ERROR, "sep must be length 1.");
	if (!isStr(given) && !isBytes(given)) return raise(TYPE_ERROR, "sep must be str or bytes.");
	const separator = isStr(given) ? textOf(given) : latin1Text(bytesOf(given));
	if (separator > "\x7f") return raise(VALUE_ERROR, "sep must be ASCII.");
	if (group === 0) return newText(digits.join(""));
	const size = Math.abs(group);
	let text = "";
	digits.forEach((digit, i) => {
		const before = group > 0 ? digits.length - i : i;
		if (i > 0 && before % size === 0) text += separator;
		text += digit;
	});
	return newText(text);
}

/** `bytes.fromhex(text)` */
export function fromHex(kind: BytesKind, text: string): Status {
	const bytes: number[] = [];
	for (let i = 0; i < text.length; ) {
		if (SPACES.includes(text.charAt(i))) {
			i++;
			continue;
		}
		for (let j = i; j < i + 2; j++) {
			if (/[0-9a-fA-F]/.test(text.charAt(j))) continue;
			if (j >= text.length && profile().name !== "3.13")
				return raise(VALUE_ERROR, "fromhex() arg must contain an even number of hexadecimal digits");
			return raise(VALUE_ERROR, `non-hexadecimal number found in fromhex() arg at position ${j}`);
		}
		bytes.push(Number.parseInt(text.slice(i, i + 2), 16));
		i += 2;
	}
	return kind.make(Uint8Array.from(bytes));
}
