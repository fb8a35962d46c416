/** Case conversions and the questions to a text's characters: `upper`, `title`, `isalpha`... (Objects/unicodeobject.c). */
import { toCodePoints } from "./codePoints";
import {
	ALPHA,
	CASE_IGNORABLE,
	CASED,
	DECIMAL,
	DIGIT,
	IDENTIFIER_PART,
	IDENTIFIER_START,
	LOWER,
	NUMERIC,
	PRINTABLE,
	propertiesOf,
	SPACE,
	TITLE,
	toFolded,
	toLower,
	toTitle,
	toUpper,
	UPPER,
} from "./unicode";

const ASCII = /^[\0-\x7f]*$/;
/** Units up to which a text is looked through here: sooner done than to ask the host's search. */
const FEW_UNITS = 24;

/** `text.isascii()` */
export function isAscii(text: string): boolean {
	if (text.length > FEW_UNITS) return ASCII.test(text);
	for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
	return true;
}

const CAPITAL_SIGMA = 0x3a3;

/** `handle_capital_sigma`: the final form after a cased letter, where none follows. */
function lowerSigma(points: Uint32Array, index: number): string {
	const casedFrom = (from: number, step: 1 | -1): boolean => {
		let i = from;
		while (i >= 0 && i < points.length && propertiesOf(points[i] ?? 0) & CASE_IGNORABLE) i += step;
		return i >= 0 && i < points.length && (propertiesOf(points[i] ?? 0) & CASED) !== 0;
	};
	return casedFrom(index - 1, -1) && !casedFrom(index + 1, 1) ? "\u03c2" : "\u03c3";
}

/** `lower_ucs4` */
function lowerAt(points: Uint32Array, index: number): string {
	const point = points[index] ?? 0;
	return point === CAPITAL_SIGMA ? lowerSigma(points, index) : toLower(point);
}

function mapPoints(text: string, convert: (point: number, index: number, points: Uint32Array) => string): string {
	const points = toCodePoints(text);
	let result = "";
	for (let i = 0; i < points.length; i++) result += convert(points[i] ?? 0, i, points);
	return result;
}

/** `text.upper()` */
export function upperText(text: string): string {
	return isAscii(text) ? text.toUpperCase() : mapPoints(text, toUpper);
}

/** `text.lower()` */
export function lowerText(text: string): string {
	return isAscii(text) ? text.toLowerCase() : mapPoints(text, (_, index, points) => lowerAt(points, index));
}

/** `text.casefold()` */
export function casefoldText(text: string): string {
	return isAscii(text) ? text.toLowerCase() : mapPoints(text, toFolded);
}

/** `text.title()` */
export function titleText(text: string): string {
	let afterCased = false;
	return mapPoints(text, (point, index, points) => {
		const mapped = afterCased ? lowerAt(points, index) : toTitle(point);
		afterCased = (propertiesOf(point) & CASED) !== 0;
		return mapped;
	});
}

/** `text.capitalize()` */
export function capitalizeText(text: string): string {
	return mapPoints(text, (point, index, points) => (index === 0 ? toTitle(point) : lowerAt(points, index)));
}

/** `text.swapcase()` */
export function swapcaseText(text: string): string {
	return mapPoints(text, (point, index, points) => {
		const properties = propertiesOf(point);
		if (properties & UPPER) return lowerAt(points, index);
		return properties & LOWER ? toUpper(point) : String.fromCodePoint(point);
	});
}

/** What `isalpha` and its like ask of every character; all are false of empty text. */
export type CharacterClass = "alpha" | "alnum" | "decimal" | "digit" | "numeric" | "space";

const CLASSES: Readonly<Record<CharacterClass, number>> = {
	alpha: ALPHA,
	alnum: ALPHA | DECIMAL | DIGIT | NUMERIC,
	decimal: DECIMAL,
	digit: DIGIT,
	numeric: NUMERIC,
	space: SPACE,
};

function every(text: string, bits: number): boolean {
	for (let i = 0; i < text.length; i++) {
		const point = text.codePointAt(i) ?? 0;
		if (point > 0xffff) i++;
		if ((propertiesOf(point) & bits) === 0) return false;
	}
	return true;
}

/** `text.isalpha()`, `isalnum`, `isdecimal`, `isdigit`, `isnumeric`, `isspace` */
export function isAll(text: string, characters: CharacterClass): boolean {
	return text !== "" && every(text, CLASSES[characters]);
}

/** `text.isprintable()` */
export function isPrintableText(text: string): boolean {
	return every(text, PRINTABLE);
}

/** `text.isidentifier()` (`PyUnicode_IsIdentifier`) */
export function isIdentifier(text: string): boolean {
	return (
		text !== "" && (propertiesOf(text.codePointAt(0) ?? 0) & IDENTIFIER_START) !== 0 && every(text, IDENTIFIER_PART)
	);
}

function onlyCase(text: string, wanted: number, other: number): boolean {
	let cased = false;
	for (const point of toCodePoints(text)) {
		const properties = propertiesOf(point);
		if (properties & (other | TITLE)) return false;
		if (properties & wanted) cased = true;
	}
	return cased;
}

/** `text.islower()` */
export function isLowerText(text: string): boolean {
	return onlyCase(text, LOWER, UPPER);
}

/** `text.isupper()` */
export function isUpperText(text: string): boolean {
	return onlyCase(text, UPPER, LOWER);
}

/** `text.istitle()` */
export function isTitleText(text: string): boolean {
	let cased = false;
	let afterCased = false;
	for (const point of toCodePoints(text)) {
		const properties = propertiesOf(point);
		const capital = (properties & (UPPER | TITLE)) !== 0;
		if (capital ? afterCased : (properties & LOWER) !== 0 && !afterCased) return false;
		afterCased = capital || (properties & LOWER) !== 0;
		if (afterCased) cased = true;
	}
	return cased;
}
