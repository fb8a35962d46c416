/** A tree of nodes that a program has made or changed, as the compiler's (`PyAST_obj2mod`, then what Python/ast.c asks of it). */
import { type AsdlConstructor, type AsdlDefinition, type AsdlField, asdl, treeName } from "../syntax/asdl";
import type { ConstantValue, Expr, Module, Span } from "../syntax/ast";
import { decodeBytes, encodeUtf8Loose } from "../text/codecs";
import { codePointLength } from "../text/codePoints";
import { isFault } from "../text/fault";
import { at } from "./arena";
import { checkNode } from "./astchecks";
import { astClass } from "./asttypes";
import { getAttr } from "./attributes";
import { bytesOf } from "./bytes";
import { complexOf } from "./complexes";
import { clearError, errorIs, raise } from "./errors";
import { floatValue } from "./float";
import { intBig, intNumber, isInt } from "./int";
import { NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { EngineBug, Unsupported } from "./limits";
import { isList, listItem, listSize } from "./list";
import { profile, work } from "./machine";
import { repr } from "./operators";
import { decref } from "./refcount";
import { sourceLine } from "./sources";
import { intern, isStr, textOf } from "./str";
import { tupleItem } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	BOOL,
	BYTES,
	COMPLEX,
	ELLIPSIS,
	FLOAT,
	INT,
	NONE,
	STR,
	TRUE,
	TUPLE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isInstanceOf, typeName } from "./types";

/** An exception is set. */
const FAILED = Symbol("failed");
type Node = Record<string, unknown>;

function failed(type: Ref, message: string): typeof FAILED {
	raise(type, message);
	return FAILED;
}

/** `%R` of an object in a message. */
function shown(o: Ref): string {
	const status = repr(o);
	if (status === PUSHED) throw new Unsupported("a syntax tree that holds objects whose repr is in Python");
	if (status === NULL) {
		clearError();
		return "?";
	}
	const text = textOf(status);
	decref(status);
	return text;
}

/** An attribute, owned; NULL where there is none (no error is set then). */
function attributeOf(o: Ref, name: string): Ref | typeof FAILED {
	const ref = intern(name);
	const value = getAttr(o, ref);
	decref(ref);
	if (value === PUSHED) throw new Unsupported("a syntax tree whose fields are computed in Python");
	if (value !== NULL) return value;
	if (!errorIs(ATTRIBUTE_ERROR)) return FAILED;
	clearError();
	return NULL;
}

const NODE_WORK = 12;

class Reader {
	private readonly definitions = new Map<string, AsdlDefinition>();

	constructor(private readonly filename: string) {
		for (const definition of asdl(profile().name)) this.definitions.set(definition.name, definition);
	}

	/** `obj2ast_TYPE` */
	read(o: Ref, type: string): unknown {
		switch (type) {
			case "identifier":
				return isStr(o) ? textOf(o) : failed(TYPE_ERROR, "AST identifier must be of type str");
			case "string":
				return isStr(o) ? textOf(o) : failed(TYPE_ERROR, "AST string must be of type str");
			case "int":
				return isInt(o) ? intNumber(o) : failed(VALUE_ERROR, `invalid integer value: ${shown(o)}`);
			case "constant":
				return constantOf(o);
		}
		const definition = this.definitions.get(type);
		if (definition === undefined) throw new EngineBug(`a node of the type ${type}`);
		const span = definition.positioned ? this.position(o, type) : {};
		if (span === FAILED) return FAILED;
		const form = definition.constructors.find((c) => definition.product || isInstanceOf(o, astClass(c.name)));
		if (form === undefined) return failed(TYPE_ERROR, `expected some sort of ${type}, but got ${shown(o)}`);
		if (definition.simple) return form.name;
		return this.readNode(o, form, definition.product ? { ...span } : { ...span, kind: form.name });
	}

	private readNode(o: Ref, form: AsdlConstructor, node: Node): Node | typeof FAILED {
		work(NODE_WORK);
		for (const field of form.fields) {
			const value = this.field(o, field, form.name);
			if (value === FAILED) return FAILED;
			// `kind` of a constant is the prefix of its literal: nothing to the compiler.
			if (field.name !== "kind") node[treeName(field.name)] = value;
		}
		return checkNode(form.name, node) && finish(form.name, node) ? node : FAILED;
	}

	private field(o: Ref, field: AsdlField, owner: string): unknown {
		const { name, type, quantifier } = field;
		const held = attributeOf(o, name);
		if (held === FAILED) return FAILED;
		const optional = quantifier === "?";
		if (quantifier.endsWith("*")) {
			if (held === NULL) return [];
			const items = this.list(held, field, owner);
			decref(held);
			return items;
		}
		if (held === NULL) {
			if (optional) return null;
			if (type === "expr_context") return "Load";
			return failed(TYPE_ERROR, `required field "${name}" missing from ${owner}`);
		}
		// None is a constant like others.
		const none = held === NONE && type !== "constant";
		const value = none ? null : this.read(held, type);
		decref(held);
		if (!none || optional) return value;
		if (type === "int") return failed(VALUE_ERROR, "invalid integer value: None");
		return failed(VALUE_ERROR, `field '${name}' is required for ${owner}`);
	}

	private list(held: Ref, { name, type, quantifier }: AsdlField, owner: string): unknown {
		if (!isList(held))
			return failed(TYPE_ERROR, `${owner} field "${name}" must be a list, not a ${typeName(at(held + TYPE))}`);
		const items: unknown[] = [];
		const nullable = quantifier === "?*" || name === "kw_defaults" || (owner === "Dict" && name === "keys");
		for (let i = 0; i < listSize(held); i++) {
			const item = listItem(held, i);
			if (item === NONE && (type === "expr" || type === "stmt")) {
				if (!nullable)
					return failed(VALUE_ERROR, `None disallowed in ${type === "expr" ? "expression" : "statement"} list`);
				items.push(null);
				continue;
			}
			const value = this.read(item, type);
			if (value === FAILED) return FAILED;
			items.push(value);
		}
		return items;
	}

	/** The attributes of a node's place: the end is the beginning where nothing is said of it. */
	private position(o: Ref, owner: string): Span | typeof FAILED {
		const given: (number | null)[] = [];
		for (const name of ["lineno", "col_offset", "end_lineno", "end_col_offset"]) {
			const held = attributeOf(o, name);
			if (held === FAILED) return FAILED;
			const optional = name.startsWith("end");
			if (held === NULL && !optional) return failed(TYPE_ERROR, `required field "${name}" missing from ${owner}`);
			const value = held === NULL || (held === NONE && optional) ? null : this.read(held, "int");
			if (held !== NULL) decref(held);
			if (value === FAILED) return FAILED;
			given.push(value as number | null);
		}
		const [lineno, column, endLine, endColumn] = given;
		const line = lineno ?? 0;
		const last = endLine ?? line;
		return {
			lineno: line,
			colOffset: this.column(line, column ?? 0),
			endLineno: last,
			endColOffset: this.column(last, endColumn ?? column ?? 0),
		};
	}

	/** A column in code points, where the text is known. */
	private column(lineno: number, column: number): number {
		const line = sourceLine(this.filename, lineno);
		const bytes = encodeUtf8Loose(line);
		if (bytes.length === line.length || column > bytes.length) return column;
		const before = decodeBytes(bytes.subarray(0, column), "utf-8");
		return isFault(before) ? column : codePointLength(before);
	}
}

/** `validate_constant`, and its value. */
function constantOf(o: Ref): ConstantValue | readonly Ref[] | typeof FAILED {
	if (o === NONE) return { kind: "None" };
	if (o === ELLIPSIS) return { kind: "Ellipsis" };
	switch (at(o + TYPE)) {
		case BOOL:
			return { kind: "bool", value: o === TRUE };
		case INT:
			return { kind: "int", value: intBig(o) };
		case FLOAT:
			return { kind: "float", value: floatValue(o) };
		case STR:
			return { kind: "str", value: textOf(o) };
		case BYTES:
			return { kind: "bytes", value: bytesOf(o) };
		case COMPLEX: {
			const { real, imag } = complexOf(o);
			if (real !== 0) throw new Unsupported("a complex constant of a syntax tree that has a real part");
			return { kind: "complex", imag };
		}
		case TUPLE:
			return Array.from({ length: at(o + SIZE) }, (_item, i) => tupleItem(o, i));
	}
	return failed(TYPE_ERROR, `got an invalid type in Constant: ${typeName(at(o + TYPE))}`);
}

/** What our trees say in another way than the objects do. */
function finish(kind: string, node: Node): boolean {
	if (kind === "Constant" && Array.isArray(node.value)) {
		// A tuple of constants is the display of them, which is folded to the same.
		const elts: Node[] = [];
		for (const item of node.value as Ref[]) {
			const value = constantOf(item);
			if (value === FAILED) return false;
			const elt: Node = { ...node, value };
			if (!finish(kind, elt)) return false;
			elts.push(elt);
		}
		Object.assign(node, { kind: "Tuple", elts, ctx: "Load" });
	}
	if (kind === "MatchSingleton") {
		const { value } = node as { value: ConstantValue };
		node.value = value.kind === "bool" ? value.value : null;
	}
	if (kind === "FormattedValue") {
		const conversion = Number(node.conversion);
		node.conversion = conversion < 0 ? null : String.fromCharCode(conversion);
	}
	if (kind === "ImportFrom") node.level = node.level ?? 0;
	if (kind === "AnnAssign") node.simple = node.simple !== 0;
	if (kind === "comprehension") node.isAsync = node.isAsync !== 0;
	return true;
}

/** The tree of an object; null with an exception set where it is none of that mode's. */
export function treeOf(o: Ref, mode: "exec" | "eval" | "single", filename: string): Module | Expr | null {
	const wanted = mode === "exec" ? "Module" : mode === "eval" ? "Expression" : "Interactive";
	if (!isInstanceOf(o, astClass(wanted))) {
		raise(TYPE_ERROR, `expected ${wanted} node, got ${typeName(at(o + TYPE))}`);
		return null;
	}
	const root = new Reader(filename).read(o, "mod");
	if (root === FAILED) return null;
	const { body } = root as { body: unknown };
	return (mode === "eval" ? body : { kind: "Module", body }) as Module | Expr;
}
