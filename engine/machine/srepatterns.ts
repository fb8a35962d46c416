/** Compiled patterns, and the _sre module that makes them (Modules/_sre/sre.c). */
import { PY_EQ, PY_NE } from "../compile/opcodes";
import { lowerAscii, lowerUnicode, upperUnicode } from "../text/sreCharacters";
import { MAX_REPEAT } from "../text/sreCodes";
import { allocGc } from "./alloc";
import { at, H, newPayload, payloads } from "./arena";
import { exporterOf } from "./buffers";
import { latin1Text } from "./bytes";
import { through } from "./call";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { newText } from "./faults";
import { track } from "./gclist";
import { hash, hashAsInt, hashPlain } from "./hash";
import { intBig, newBool, newInt } from "./int";
import { FIELDS, LAYOUT_STORE, NULL, type Ref, TF_GC, TF_NO_NEW, TYPE } from "./layout";
import { isList, listItem, listSize } from "./list";
import { work } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { N0 } from "./natives";
import { indexOf, repr } from "./operators";
import { decref, incref } from "./refcount";
import { declareSize } from "./sizes";
import { isStr, textOf } from "./str";
import { nativeKind, S_HASH, S_REPR, S_RICHCOMPARE, ternary, unary } from "./tables";
import { MAPPING_PROXY, NONE, NOT_IMPLEMENTED, OBJECT, SRE_MATCH, SRE_PATTERN, TYPE_ERROR } from "./typeids";
import { givenName, newFields } from "./types";

/** The pattern's source, groups by name (0 where there are none), names by group; behind LAYOUT_STORE's words the rest. */
const P_SOURCE = FIELDS;
const P_GROUP_INDEX = FIELDS + 1;
export const P_INDEX_GROUP = FIELDS + 2;
const P_CODE = FIELDS + 3;
const P_FLAGS = FIELDS + 6;
export const P_GROUPS = FIELDS + 7;
/** 1: for bytes, 0: for str, -1: for both. */
export const P_IS_BYTES = FIELDS + 8;
const P_WEAKLIST = FIELDS + 9;
const PATTERN_WORDS = FIELDS + 10;
/** Bytes of a pattern without its codes. */
const PATTERN_BASE = 112;

export const codeOf = (pattern: Ref): Uint32Array => payloads[at(pattern + P_CODE)] as Uint32Array;
export const groupIndexOf = (pattern: Ref): Ref => at(pattern + P_GROUP_INDEX);

const FLAG_NAMES: readonly (readonly [string, number])[] = [
	["re.IGNORECASE", 2],
	["re.LOCALE", 4],
	["re.MULTILINE", 8],
	["re.DOTALL", 16],
	["re.VERBOSE", 64],
	["re.DEBUG", 128],
	["re.ASCII", 256],
];
const UNICODE_FLAG = 32;

/** Word: the pattern. The repr of its source. */
const PATTERN_REPR = nativeKind("repr of a pattern", (frame, value) => {
	const pattern = at(frame + N0);
	let flags = at(pattern + P_FLAGS);
	if (at(pattern + P_IS_BYTES) === 0 && (flags & (4 | UNICODE_FLAG | 256)) === UNICODE_FLAG) flags &= ~UNICODE_FLAG;
	const names: string[] = [];
	for (const [name, flag] of FLAG_NAMES)
		if ((flags & flag) !== 0) {
			names.push(name);
			flags &= ~flag;
		}
	if (flags !== 0) names.push(`0x${flags.toString(16)}`);
	const shown = textOf(value).slice(0, 200);
	decref(value);
	return newText(`re.compile(${shown}${names.length > 0 ? `, ${names.join("|")}` : ""})`);
});

function samePattern(a: Ref, b: Ref): boolean {
	const left = codeOf(a);
	const right = codeOf(b);
	if (at(a + P_FLAGS) !== at(b + P_FLAGS) || at(a + P_IS_BYTES) !== at(b + P_IS_BYTES) || left.length !== right.length)
		return false;
	work(left.length >> 3);
	const source = (o: Ref): string => {
		const bytes = exporterOf(at(o + P_SOURCE))?.bytes(at(o + P_SOURCE));
		return bytes ? latin1Text(bytes) : isStr(at(o + P_SOURCE)) ? textOf(at(o + P_SOURCE)) : "";
	};
	return left.every((code, i) => code === right[i]) && source(a) === source(b);
}

declareType({
	type: SRE_PATTERN,
	name: "Pattern",
	module: "re",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: PATTERN_BASE,
	itemBytes: 4,
	words: PATTERN_WORDS,
	refs: 3,
	weakAt: P_WEAKLIST,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_REPR]: unary((o) =>
			through(PATTERN_REPR, 1, (frame) => {
				H[frame + N0] = o;
				return repr(at(o + P_SOURCE));
			}),
		),
		[S_HASH]: unary((o) => {
			if (hashPlain(at(o + P_SOURCE)) !== 1) return NULL;
			hash.low ^= at(o + P_FLAGS) ^ codeOf(o).length;
			return hashAsInt();
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if ((op !== PY_EQ && op !== PY_NE) || at(b + TYPE) !== SRE_PATTERN) return NOT_IMPLEMENTED;
			return newBool((a === b || samePattern(a, b)) === (op === PY_EQ));
		}),
	},
});
declareSize(SRE_PATTERN, (o) => PATTERN_BASE - 16 + 4 * codeOf(o).length);
declareAttribute(SRE_PATTERN, "pattern", (o) => incref(at(o + P_SOURCE)));
declareAttribute(SRE_PATTERN, "flags", (o) => newInt(at(o + P_FLAGS)));
declareAttribute(SRE_PATTERN, "groups", (o) => newInt(at(o + P_GROUPS)));
declareAttribute(SRE_PATTERN, "groupindex", (o) => {
	const proxy = newFields(MAPPING_PROXY, 1);
	H[proxy + FIELDS] = incref(at(o + P_GROUP_INDEX));
	return proxy;
});
for (const type of [SRE_PATTERN, SRE_MATCH]) {
	declareMethod(type, "__copy__", 0, 0, (self) => incref(self));
	declareMethod(type, "__deepcopy__", 1, 1, (self) => incref(self));
}

declareFunction(
	"_sre",
	"compile",
	6,
	6,
	(_self, args) => {
		const [source, flags, list, groups, groupIndex, indexGroup] = [0, 1, 2, 3, 4, 5].map((i) => at(args + i)) as [
			Ref,
			Ref,
			Ref,
			Ref,
			Ref,
			Ref,
		];
		if (!isList(list)) return raise(TYPE_ERROR, `compile() argument 3 must be list, not ${givenName(list)}`);
		const code = new Uint32Array(listSize(list));
		work(code.length >> 2);
		for (let i = 0; i < code.length; i++) code[i] = Number(BigInt.asUintN(32, intBig(listItem(list, i))));
		const bytes = exporterOf(source) !== undefined;
		const o = allocGc(SRE_PATTERN, PATTERN_BASE + 4 * code.length, PATTERN_WORDS);
		H[o + P_SOURCE] = incref(source);
		// Groups without names need no dict; the attribute shows an empty one.
		H[o + P_GROUP_INDEX] = incref(groupIndex);
		H[o + P_INDEX_GROUP] = incref(indexGroup);
		H[o + P_CODE] = newPayload(code);
		H[o + P_FLAGS] = indexOf(flags);
		H[o + P_GROUPS] = indexOf(groups);
		H[o + P_IS_BYTES] = source === NONE ? -1 : bytes ? 1 : 0;
		track(o);
		return o;
	},
	{ params: ["pattern", "flags", "code", "groups", "groupindex", "indexgroup"] },
);
declareFunction("_sre", "getcodesize", 0, 0, () => newInt(4));
declareValue("_sre", "MAGIC", () => newInt(20230612));
declareValue("_sre", "CODESIZE", () => newInt(4));
declareValue("_sre", "MAXREPEAT", () => newInt(MAX_REPEAT));
declareValue("_sre", "MAXGROUPS", () => newInt(1073741823));
const isLetter = (c: number): boolean => (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
declareFunction("_sre", "ascii_iscased", 1, 1, (_self, args) => newBool(isLetter(indexOf(at(args)))));
declareFunction("_sre", "unicode_iscased", 1, 1, (_self, args) => {
	const c = indexOf(at(args));
	return newBool(lowerUnicode(c) !== c || upperUnicode(c) !== c);
});
declareFunction("_sre", "ascii_tolower", 1, 1, (_self, args) => newInt(lowerAscii(indexOf(at(args)))));
declareFunction("_sre", "unicode_tolower", 1, 1, (_self, args) => newInt(lowerUnicode(indexOf(at(args)))));
