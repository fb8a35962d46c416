import { raise } from "./errors";
import { NULL, type Ref } from "./layout";
import { isStr, textOf } from "./str";
import { TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName } from "./types";

export interface CodecNames {
	/** null: none was given. */
	readonly encoding: string | null;
	readonly errors: string;
}

/** Reads both arguments (0: not given) of what is `asked`; null: TypeError or ValueError is set (`_PyArg_BadArgument`). */
export function codecNames(asked: string, encoding: Ref, errors: Ref): CodecNames | null {
	const texts: (string | null)[] = [];
	for (const [name, o] of [
		["encoding", encoding],
		["errors", errors],
	] as const) {
		if (o !== NULL && !isStr(o)) {
			raise(TYPE_ERROR, `${asked}() argument '${name}' must be str, not ${givenName(o)}`);
			return null;
		}
		const text = o === NULL ? null : textOf(o);
		if (text?.includes("\0")) {
			raise(VALUE_ERROR, "embedded null character");
			return null;
		}
		texts.push(text);
	}
	return { encoding: texts[0] ?? null, errors: texts[1] ?? "strict" };
}
