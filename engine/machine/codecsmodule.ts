/** _codecs: encoding and decoding by name for what the machine knows; codecs that are Python classes are not part of it. */

import { encodeText, findEncoding } from "../text/codecs";
import { isFault } from "../text/fault";
import { at } from "./arena";
import { bytesLike } from "./buffers";
import { newBytes } from "./bytes";
import { dictGetText } from "./dict";
import { raise, raiseOwned } from "./errors";
import { raiseFault, raiseUnicodeFault } from "./faults";
import { newInt } from "./int";
import { MODULE_DICT, NULL, R_MODULES, type Ref, T_FLAGS, TF_EXCEPTION, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { incref } from "./refcount";
import { isStr, strLength, textOf } from "./str";
import { decodeObject } from "./strs";
import type { Status } from "./tables";
import { tupleOwning } from "./tuple";
import { LOOKUP_ERROR, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

const textOr = (args: number, nargs: number, i: number, otherwise: string): string =>
	i < nargs && at(args + i) !== NULL && isStr(at(args + i)) ? textOf(at(args + i)) : otherwise;

function encode(o: Ref, name: string, errors: string): Status {
	const encoding = findEncoding(name);
	if (isFault(encoding)) return raiseFault(encoding);
	if (!isStr(o)) return raise(TYPE_ERROR, `encoder argument must be str, not '${typeName(at(o + TYPE))}'`);
	work(strLength(o));
	const bytes = encodeText(textOf(o), encoding, errors);
	return isFault(bytes) ? raiseUnicodeFault(bytes, o) : newBytes(bytes);
}
const PARAMS = { params: ["obj", "encoding", "errors"] };
declareFunction(
	"_codecs",
	"encode",
	1,
	3,
	(_self, args, nargs) => encode(at(args), textOr(args, nargs, 1, "utf-8"), textOr(args, nargs, 2, "strict")),
	PARAMS,
);
declareFunction(
	"_codecs",
	"decode",
	1,
	3,
	(_self, args, nargs) => decodeObject(at(args), textOr(args, nargs, 1, "utf-8"), textOr(args, nargs, 2, "strict")),
	PARAMS,
);

/** A result with how much of the argument was used. */
function withLength(result: Status, length: number): Status {
	if (result === NULL) return NULL;
	return tupleOwning(result, newInt(length));
}
for (const [prefix, encoding] of [
	["utf_8", "utf-8"],
	["latin_1", "latin-1"],
	["ascii", "ascii"],
] as const) {
	declareFunction("_codecs", `${prefix}_encode`, 1, 2, (_self, args, nargs) =>
		withLength(encode(at(args), encoding, textOr(args, nargs, 1, "strict")), isStr(at(args)) ? strLength(at(args)) : 0),
	);
	declareFunction("_codecs", `${prefix}_decode`, 1, 3, (_self, args, nargs) => {
		const length = bytesLike(at(args))?.length;
		return length === undefined
			? NULL
			: withLength(decodeObject(at(args), encoding, textOr(args, nargs, 1, "strict")), length);
	});
}
/** The handlers that have names. Called by a program they would have to answer for a codec of its own. */
const HANDLERS = ["strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"];
for (const name of HANDLERS)
	declareFunction("_codecs", `${name}_errors`, 1, 1, (_self, args) => {
		const exception = at(args);
		if (name === "strict" && (at(at(exception + TYPE) + T_FLAGS) & TF_EXCEPTION) !== 0)
			return raiseOwned(incref(exception));
		throw new Unsupported(`codecs.${name}_errors()`);
	});
declareFunction("_codecs", "lookup_error", 1, 1, (_self, args) => {
	const name = isStr(at(args)) ? textOf(at(args)) : "";
	const module = HANDLERS.includes(name) ? dictGetText(at(R_MODULES), "_codecs") : NULL;
	const handler = module === NULL ? NULL : dictGetText(at(module + MODULE_DICT), `${name}_errors`);
	return handler === NULL ? raise(LOOKUP_ERROR, `unknown error handler name '${name}'`) : incref(handler);
});
declareFunction("_codecs", "lookup", 1, 1, (_self, args) => {
	const name = isStr(at(args)) ? textOf(at(args)) : "";
	const encoding = findEncoding(name);
	if (isFault(encoding)) return raiseFault(encoding);
	throw new Unsupported("codecs.lookup()");
});
for (const name of ["register", "unregister", "register_error"])
	declareFunction("_codecs", name, 1, 2, () => {
		throw new Unsupported(`codecs.${name}()`);
	});
