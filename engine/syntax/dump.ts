/** A tree as `ast.dump` writes it, for tests. */
import { asdl, treeName } from "./asdl";
import type { ConstantValue, Module, Span } from "./ast";

/** Fields that our trees do not have. */
const ABSENT = new Set(["type_comment", "type_ignores", "kind"]);
/** Fields per node in the order of `Parser/Python.asdl`, for `ast.dump`. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
	asdl("3.14").flatMap(({ constructors }) =>
		constructors.map(({ name, fields }) => [name, fields.map((f) => f.name).filter((field) => !ABSENT.has(field))]),
	),
);

/** Nodes without a `kind`, known by a field that only they have. */
const KINDLESS: readonly (readonly [string, string])[] = [
	["posonlyargs", "arguments"],
	["isAsync", "comprehension"],
	["annotation", "arg"],
	["asname", "alias"],
	["optionalVars", "withitem"],
	["guard", "match_case"],
	["arg", "keyword"],
];

/** Fields that hold the name of an operator or a context, not a string. */
const SINGLETONS = new Set(["op", "ops", "ctx"]);
/** `ast.dump` writes an empty list, and None, only where the field is not optional. */
const REQUIRED_NULLS = new Set(["MatchSingleton.value", "Constant.value"]);

type Node = Readonly<Record<string, unknown>> & Partial<Span>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Python's `repr` of a str. */
function reprText(value: string): string {
	const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
	let out = "";
	for (const ch of value) {
		const code = ch.codePointAt(0) ?? 0;
		if (ch === quote || ch === "\\") out += `\\${ch}`;
		else if (ch === "\n") out += "\\n";
		else if (ch === "\r") out += "\\r";
		else if (ch === "\t") out += "\\t";
		else if (code < 32 || code === 127) out += `\\x${code.toString(16).padStart(2, "0")}`;
		else if (code < 127 || !/[\p{C}\p{Z}]/u.test(ch)) out += ch;
		else if (code < 256) out += `\\x${code.toString(16)}`;
		else if (code < 65536) out += `\\u${code.toString(16).padStart(4, "0")}`;
		else out += `\\U${code.toString(16).padStart(8, "0")}`;
	}
	return quote + out + quote;
}

function reprBytes(value: Uint8Array): string {
	const text = Array.from(value, (byte) => String.fromCharCode(byte)).join("");
	return `b${reprText(text).replace(/[\x80-\xff]/g, (ch) => `\\x${ch.charCodeAt(0).toString(16)}`)}`;
}

/** Python's `repr` of a float. */
function reprFloat(value: number): string {
	if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
	const [mantissa = "", power = "0"] = value.toExponential().split("e");
	const exponent = Number(power);
	if (exponent < -4 || exponent >= 16) {
		return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
	}
	const plain = String(value).includes("e") ? value.toFixed(4 + mantissa.length) : String(value);
	return /\./.test(plain) ? plain : `${plain}.0`;
}

function reprConstant(value: ConstantValue): string {
	switch (value.kind) {
		case "None":
			return "None";
		case "Ellipsis":
			return "Ellipsis";
		case "bool":
			return value.value ? "True" : "False";
		case "int":
			return value.value.toString();
		case "float":
			return reprFloat(value.value);
		case "complex":
			return Number.isFinite(value.imag) ? `${reprFloat(value.imag).replace(/\.0$/, "")}j` : "infj";
		case "str":
			return reprText(value.value);
		case "bytes":
			return reprBytes(value.value);
	}
}

function dumpValue(value: unknown, field: string, out: string[]): void {
	if (Array.isArray(value)) {
		out.push("[");
		value.forEach((item, index) => {
			if (index > 0) out.push(", ");
			dumpValue(item, field, out);
		});
		out.push("]");
	} else if (value === null) out.push("None");
	else if (isNode(value)) dumpNode(value, out);
	else if (typeof value === "string") out.push(SINGLETONS.has(field) ? `${value}()` : reprText(value));
	else if (typeof value === "boolean") out.push(value ? "1" : "0");
	else out.push(String(value));
}

function dumpNode(node: Node, out: string[]): void {
	const type = typeof node.kind === "string" ? node.kind : (KINDLESS.find(([key]) => key in node)?.[1] ?? "");
	out.push(type, "(");
	let separator = "";
	const write = (field: string) => {
		out.push(separator, field, "=");
		separator = ", ";
	};
	for (const field of FIELDS.get(type) ?? []) {
		const value = node[treeName(field)];
		if (field === "conversion") {
			write(field);
			out.push(typeof value === "string" ? String(value.charCodeAt(0)) : "-1");
		} else if (type === "Constant") {
			write(field);
			out.push(reprConstant(node.value as ConstantValue));
		} else if (type === "MatchSingleton") {
			write(field);
			out.push(value === null ? "None" : value ? "True" : "False");
		} else if (
			(value !== null || REQUIRED_NULLS.has(`${type}.${field}`)) &&
			!(Array.isArray(value) && value.length === 0)
		) {
			write(field);
			dumpValue(value, field, out);
		}
	}
	for (const [field, key] of [
		["lineno", "lineno"],
		["col_offset", "colOffset"],
		["end_lineno", "endLineno"],
		["end_col_offset", "endColOffset"],
	] as const) {
		const value = node[key];
		if (value === undefined) continue;
		write(field);
		out.push(String(value));
	}
	out.push(")");
}

/**
 * The tree as CPython 3.13's `ast.dump(tree, include_attributes=True)` writes it, except that columns count code
 * points and the prefix of `u""` is not kept.
 */
export function dump(module: Module): string {
	const out: string[] = [];
	dumpNode(module as unknown as Node, out);
	return out.join("");
}
