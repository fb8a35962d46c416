/** Searching: where in a text a pattern matches first (Modules/_sre/sre_lib.h). */
import { inCharset } from "./sreCharacters";
import { AT, INFO_CHARSET, INFO_LITERAL, INFO_PREFIX, OP } from "./sreCodes";
import { matchHere } from "./sreMatch";
import { characterAt, resetSearch, type Search } from "./sreState";

/** `SRE(search)`: the first match from the search's start on. */
export function searchFrom(s: Search): boolean {
	const { code, end } = s;
	let from = s.start;
	let p = 0;
	if (from > end) return false;
	let flags = 0;
	if (code[0] === OP.INFO) {
		flags = code[2] ?? 0;
		const least = code[3] ?? 0;
		if (least > 0 && end - from < least) return false;
		p = 1 + (code[1] ?? 0);
	}
	const attempt = (at: number, position: number, next: number, topLevel: boolean): boolean => {
		s.start = at;
		s.position = position;
		return matchHere(s, next, topLevel);
	};
	if ((flags & INFO_PREFIX) !== 0) {
		const length = code[5] ?? 0;
		const skip = code[6] ?? 0;
		s.mustAdvance = false;
		for (; from + length <= end; from++) {
			s.charge(1);
			let i = 0;
			while (i < length && characterAt(s, from + i) === code[7 + i]) i++;
			if (i < length) continue;
			if ((flags & INFO_LITERAL) !== 0) {
				s.start = from;
				s.position = from + skip;
				return true;
			}
			if (attempt(from, from + skip, p + 2 * skip, false)) return true;
			resetSearch(s);
		}
		return false;
	}
	if ((flags & INFO_CHARSET) !== 0) {
		s.mustAdvance = false;
		for (; from < end; from++) {
			s.charge(1);
			if (!inCharset(code, 5, characterAt(s, from))) continue;
			if (attempt(from, from, p, false)) return true;
			resetSearch(s);
		}
		return false;
	}
	if (attempt(from, from, p, true)) return true;
	s.mustAdvance = false;
	if (code[p] === OP.AT && (code[p + 1] === AT.BEGINNING || code[p + 1] === AT.BEGINNING_STRING)) {
		s.start = end;
		s.position = end;
		return false;
	}
	while (from < end) {
		from++;
		resetSearch(s);
		if (attempt(from, from, p, false)) return true;
	}
	return false;
}
