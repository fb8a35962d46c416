/** _sha2: what random seeds itself with for a text; an object keeps all that it was given. */
import { SHA2_KINDS, sha2 } from "../text/sha2";
import { allocObject, at, freePayload, H, newPayload, payloads } from "./arena";
import { bytesLike, exporterOf } from "./buffers";
import { joinBytes, newBytes } from "./bytes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { newInt } from "./int";
import { FIELDS, LAYOUT_STORE, NULL, type Ref, TF_NO_NEW } from "./layout";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { isStr, newStr } from "./str";
import { NONE, OBJECT, SHA2, TYPE_ERROR } from "./typeids";

/** LAYOUT_STORE without references: the payload is all that was given; then which kind it is. */
const GIVEN = FIELDS;
const KIND = FIELDS + 3;
const NAMES = [...SHA2_KINDS.keys()];
const nameOf = (o: Ref): string => NAMES[at(o + KIND)] ?? "sha256";
const given = (o: Ref): Uint8Array => payloads[at(o + GIVEN)] as Uint8Array;

function digest(o: Ref): Uint8Array {
	work(given(o).length * 8 + 2000);
	return sha2(nameOf(o), given(o));
}

/** `GET_BUFFER_VIEW_OR_ERROUT` */
function message(o: Ref): Uint8Array | null {
	if (!isStr(o) && exporterOf(o) !== undefined) return bytesLike(o);
	raise(TYPE_ERROR, isStr(o) ? "Strings must be encoded before hashing" : "object supporting the buffer API required");
	return null;
}

function newDigest(kind: number, bytes: Uint8Array): Ref {
	const o = allocObject(SHA2, 48, FIELDS + 4, 0);
	H[o + GIVEN] = newPayload(bytes.slice());
	H[o + KIND] = kind;
	return o;
}

declareType({
	type: SHA2,
	name: "SHA2Type",
	module: "_sha2",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 48,
	words: FIELDS + 4,
	refs: 0,
	flags: TF_NO_NEW,
	slots: {},
});
NAMES.forEach((name, kind) => {
	declareFunction(
		"_sha2",
		name,
		0,
		1,
		(_self, args, nargs) => {
			const bytes = nargs > 0 && at(args) !== NULL ? message(at(args)) : new Uint8Array(0);
			return bytes === null ? NULL : newDigest(kind, bytes);
		},
		{ params: ["string"] },
	);
});
declareMethod(SHA2, "copy", 0, 0, (self) => newDigest(at(self + KIND), given(self)));
declareMethod(SHA2, "update", 1, 1, (self, args) => {
	const bytes = message(at(args));
	if (bytes === null) return NULL;
	const all = joinBytes(given(self), bytes);
	freePayload(at(self + GIVEN));
	H[self + GIVEN] = newPayload(all);
	return NONE;
});
declareMethod(SHA2, "digest", 0, 0, (self) => newBytes(digest(self)));
declareMethod(SHA2, "hexdigest", 0, 0, (self) =>
	newStr(Array.from(digest(self), (byte) => byte.toString(16).padStart(2, "0")).join("")),
);
declareAttribute(SHA2, "name", (o) => newStr(nameOf(o)));
declareAttribute(SHA2, "digest_size", (o) => newInt(SHA2_KINDS.get(nameOf(o))?.digest ?? 0));
declareAttribute(SHA2, "block_size", (o) => newInt((SHA2_KINDS.get(nameOf(o))?.wordBits ?? 32) * 2));
