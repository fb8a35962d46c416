/** What the regular expression engine asks of a character: its category, its other case, its place in a set. */
import { OP } from "./sreCodes";
import { ALPHA, DECIMAL, DIGIT, isSpace, NUMERIC, propertiesOf, toLower, toUpper } from "./unicode";

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isAsciiSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
export const isAsciiWord = (c: number): boolean =>
	(c >= 97 && c <= 122) || (c >= 65 && c <= 90) || isDigit(c) || c === 95;
export const isWord = (c: number): boolean =>
	c < 128 ? isAsciiWord(c) : (propertiesOf(c) & (ALPHA | DECIMAL | DIGIT | NUMERIC)) !== 0;
const isLineBreak = (c: number): boolean =>
	(c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c === 0x85 || (c | 1) === 0x2029;
const isDecimal = (c: number): boolean => (c < 128 ? isDigit(c) : (propertiesOf(c) & DECIMAL) !== 0);
const isUnicodeSpace = (c: number): boolean => (c < 128 ? isAsciiSpace(c) || (c >= 28 && c <= 31) : isSpace(c));

/** `sre_category`; the positive categories stand at even places, their negations behind them. */
const CATEGORIES: readonly ((c: number) => boolean)[] = [
	isDigit,
	isAsciiSpace,
	isAsciiWord,
	(c) => c === 10,
	isAsciiWord,
	isDecimal,
	isUnicodeSpace,
	isWord,
	isLineBreak,
];
function inCategory(category: number, c: number): boolean {
	const test = CATEGORIES[category >> 1];
	return test !== undefined && test(c) === ((category & 1) === 0);
}

export function lowerAscii(c: number): number {
	return c >= 65 && c <= 90 ? c + 32 : c;
}

function upperAscii(c: number): number {
	return c >= 97 && c <= 122 ? c - 32 : c;
}

/** `Py_UNICODE_TOLOWER` */
export function lowerUnicode(c: number): number {
	return c < 128 ? lowerAscii(c) : (toLower(c).codePointAt(0) ?? c);
}

/** `Py_UNICODE_TOUPPER`: a full mapping to several characters is none. */
export function upperUnicode(c: number): number {
	if (c < 128) return upperAscii(c);
	const upper = toUpper(c);
	const first = upper.codePointAt(0) ?? c;
	return String.fromCodePoint(first) === upper ? first : c;
}

/** `SRE(charset)`: the set's codes begin at `p`. */
export function inCharset(code: Uint32Array, from: number, c: number): boolean {
	let p = from;
	let ok = true;
	for (;;) {
		switch (code[p++]) {
			case OP.FAILURE:
				return !ok;
			case OP.LITERAL:
				if (code[p] === c) return ok;
				p++;
				break;
			case OP.CATEGORY:
				if (inCategory(code[p] ?? 0, c)) return ok;
				p++;
				break;
			case OP.CHARSET:
				if (c < 256 && ((code[p + (c >> 5)] ?? 0) & (1 << (c & 31))) !== 0) return ok;
				p += 8;
				break;
			case OP.RANGE:
				if ((code[p] ?? 0) <= c && c <= (code[p + 1] ?? 0)) return ok;
				p += 2;
				break;
			case OP.RANGE_UNI_IGNORE: {
				const [low = 0, high = 0] = [code[p], code[p + 1]];
				const upper = upperUnicode(c);
				if ((low <= c && c <= high) || (low <= upper && upper <= high)) return ok;
				p += 2;
				break;
			}
			case OP.NEGATE:
				ok = !ok;
				break;
			case OP.BIGCHARSET: {
				const count = code[p++] ?? 0;
				// 256 indices of blocks, a byte each, then the blocks.
				const block = c < 0x10000 ? ((code[p + (c >> 10)] ?? 0) >>> (((c >> 8) & 3) * 8)) & 255 : -1;
				p += 64;
				if (block >= 0 && ((code[p + ((block * 256 + (c & 255)) >> 5)] ?? 0) & (1 << (c & 31))) !== 0) return ok;
				p += count * 8;
				break;
			}
			default:
				return false;
		}
	}
}

/** Whether one character matches an item that is one character wide. */
export function matchesOne(code: Uint32Array, p: number, c: number): boolean {
	switch (code[p]) {
		case OP.ANY:
			return c !== 10;
		case OP.ANY_ALL:
			return true;
		case OP.LITERAL:
			return code[p + 1] === c;
		case OP.NOT_LITERAL:
			return code[p + 1] !== c;
		case OP.LITERAL_IGNORE:
		case OP.LITERAL_LOC_IGNORE:
			return code[p + 1] === lowerAscii(c) || (code[p] === OP.LITERAL_LOC_IGNORE && code[p + 1] === upperAscii(c));
		case OP.NOT_LITERAL_IGNORE:
		case OP.NOT_LITERAL_LOC_IGNORE:
			return !(
				code[p + 1] === lowerAscii(c) ||
				(code[p] === OP.NOT_LITERAL_LOC_IGNORE && code[p + 1] === upperAscii(c))
			);
		case OP.LITERAL_UNI_IGNORE:
			return code[p + 1] === lowerUnicode(c);
		case OP.NOT_LITERAL_UNI_IGNORE:
			return code[p + 1] !== lowerUnicode(c);
		case OP.CATEGORY:
			return inCategory(code[p + 1] ?? 0, c);
		case OP.IN:
			return inCharset(code, p + 2, c);
		case OP.IN_IGNORE:
			return inCharset(code, p + 2, lowerAscii(c));
		case OP.IN_UNI_IGNORE:
			return inCharset(code, p + 2, lowerUnicode(c));
		case OP.IN_LOC_IGNORE:
			return inCharset(code, p + 2, lowerAscii(c)) || inCharset(code, p + 2, upperAscii(c));
		default:
			return false;
	}
}

/** How many codes an item that is one character wide takes, or 0: it is none. */
export function widthOne(code: Uint32Array, p: number): number {
	switch (code[p]) {
		case OP.ANY:
		case OP.ANY_ALL:
			return 1;
		case OP.LITERAL:
		case OP.NOT_LITERAL:
		case OP.LITERAL_IGNORE:
		case OP.NOT_LITERAL_IGNORE:
		case OP.LITERAL_LOC_IGNORE:
		case OP.NOT_LITERAL_LOC_IGNORE:
		case OP.LITERAL_UNI_IGNORE:
		case OP.NOT_LITERAL_UNI_IGNORE:
		case OP.CATEGORY:
			return 2;
		case OP.IN:
		case OP.IN_IGNORE:
		case OP.IN_UNI_IGNORE:
		case OP.IN_LOC_IGNORE:
			return (code[p + 1] ?? 0) + 1;
		default:
			return 0;
	}
}
