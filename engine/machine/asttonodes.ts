/** A syntax tree of the parser's as objects (`PyAST_mod2obj` of Python/Python-ast.c). */
import { type AsdlConstructor, asdl, POSITION, treeName } from "../syntax/asdl";
import type { ConstantValue, Expr, Module, Span } from "../syntax/ast";
import { encodeUtf8Loose } from "../text/codecs";
import { codePointSlice } from "../text/codePoints";
import { astClass, astSingleton } from "./asttypes";
import { newInstance } from "./classes";
import { makeConstant } from "./codeobjects";
import { dictSetStr } from "./dict";
import { materializeDict } from "./instance";
import { newBool, newInt } from "./int";
import { NULL, type Ref } from "./layout";
import { EngineBug, Unsupported } from "./limits";
import { listPush, newList } from "./list";
import { profile, work } from "./machine";
import { decref, incref } from "./refcount";
import { intern, newStr } from "./str";
import { NONE } from "./typeids";

/** What each node takes off the work budget. */
const NODE_WORK = 12;

/** Nodes of one of our trees, or what stands in their place. */
type TreeNode = Readonly<Record<string, unknown>> & Partial<Span>;

interface Shape {
	readonly form: AsdlConstructor;
	readonly positioned: boolean;
	readonly type: Ref;
}

class Converter {
	private readonly shapes = new Map<string, Shape>();
	private readonly simple = new Set<string>();
	private readonly names = new Map<string, Ref>();
	private readonly lines: readonly string[];
	private readonly ascii: boolean;

	constructor(source: string) {
		this.lines = source.split(/\r\n|\r|\n/);
		this.ascii = /^[\x00-\x7f]*$/.test(source);
		for (const { name, constructors, positioned, simple } of asdl(profile().name)) {
			if (simple) this.simple.add(name);
			for (const form of constructors) this.shapes.set(form.name, { form, positioned, type: astClass(form.name) });
		}
	}

	private name(text: string): Ref {
		let ref = this.names.get(text);
		if (ref === undefined) {
			ref = intern(text);
			this.names.set(text, ref);
		}
		return ref;
	}

	release(): void {
		for (const ref of this.names.values()) decref(ref);
	}

	/** A column in bytes of the line's UTF-8. */
	private column(lineno: number, column: number): number {
		if (this.ascii) return column;
		return encodeUtf8Loose(codePointSlice(this.lines[lineno - 1] ?? "", 0, column)).length;
	}

	/** The object of a node; owned. */
	node(value: TreeNode, kind: string): Ref {
		const shape = this.shapes.get(kind);
		if (shape === undefined) throw new EngineBug(`a node of the kind ${kind}`);
		if (kind === "TemplateStr") throw new Unsupported("t-strings");
		work(NODE_WORK);
		const o = newInstance(shape.type);
		const dict = materializeDict(o);
		const set = (name: string, item: Ref): void => {
			dictSetStr(dict, this.name(name), item);
			decref(item);
		};
		for (const { name, type, quantifier } of shape.form.fields) {
			const held = value[treeName(name)];
			if (kind === "Constant") set(name, name === "value" ? this.constant(held) : this.prefix(value));
			else if (kind === "MatchSingleton") set(name, typeof held === "boolean" ? newBool(held) : NONE);
			else if (name === "conversion") set(name, newInt(typeof held === "string" ? held.charCodeAt(0) : -1));
			else if (!quantifier.endsWith("*")) set(name, this.item(held, type));
			else {
				const list = newList();
				if (Array.isArray(held)) for (const item of held) listPush(list, this.item(item, type));
				set(name, list);
			}
		}
		if (shape.positioned) {
			const { lineno = 0, colOffset = 0, endLineno = 0, endColOffset = 0 } = value;
			const columns = [this.column(lineno, colOffset), this.column(endLineno, endColOffset)] as const;
			for (const [i, place] of [lineno, columns[0], endLineno, columns[1]].entries())
				set(POSITION[i] as string, newInt(place));
		}
		return o;
	}

	private item(held: unknown, type: string): Ref {
		if (held === null || held === undefined) return NONE;
		if (typeof held === "number") return newInt(held);
		if (typeof held === "boolean") return newInt(held ? 1 : 0);
		if (typeof held === "string") {
			if (this.simple.has(type)) return incref(astSingleton(held));
			return type === "identifier" ? intern(held) : newStr(held);
		}
		const node = held as TreeNode;
		return this.node(node, typeof node.kind === "string" ? node.kind : type);
	}

	private constant(value: unknown): Ref {
		const held = value as ConstantValue;
		if (held.kind === "str") return newStr(held.value);
		return makeConstant(held.kind === "complex" ? { ...held, real: 0 } : held, NULL, new Map());
	}

	private prefix(value: TreeNode): Ref {
		return value.prefix === "u" ? intern("u") : NONE;
	}
}

/** The tree of a text as an object, owned; `mode`: what the text was parsed as. */
export function astObject(tree: Module | Expr, mode: "exec" | "eval" | "single", source: string): Ref {
	const converter = new Converter(source);
	const root: TreeNode = tree.kind === "Module" ? { body: tree.body } : { body: tree };
	const kind = mode === "exec" ? "Module" : mode === "eval" ? "Expression" : "Interactive";
	try {
		return converter.node(root, kind);
	} catch (error) {
		// JavaScript's stack is smaller here than the nesting that the parser allows.
		if (error instanceof RangeError) throw new Unsupported("a syntax tree nested this deeply");
		throw error;
	} finally {
		converter.release();
	}
}
