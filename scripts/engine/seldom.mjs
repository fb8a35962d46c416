import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { parseAst } from "rolldown/parseAst";

/**
 * Functions that programs seldom call, taken out of sources that everybody loads. `seldom.json` names them by source, as
 * `npm run record:seldom` found them; each goes to a source beside its own, NAME.seldom, which stands in a chunk, and its
 * own source imports it from there like any function of a chunk (splitting.mjs). What the list says decides where a function
 * is, never what it does: a name that is no longer there is passed over, and a new function stays where it was written.
 */

export const SELDOM = "seldom";

/** The source that has what is taken out of another. @param {string} source */
export const seldomOf = (source) => `${source}.${SELDOM}`;

/** @returns {Readonly<Record<string, readonly string[]>>} */
export const seldomNames = () => JSON.parse(readFileSync(new URL("seldom.json", import.meta.url), "utf8"));

/** @typedef {{ readonly type: string, readonly start: number, readonly end: number, readonly [key: string]: unknown }} Node */

/**
 * A function that could be taken out: nothing of it depends on where it stands but the names of its module.
 * @typedef {{
 *   readonly name: string,
 *   readonly node: Node,
 *   readonly statement: Node | null,
 *   readonly exported: boolean,
 * }} Candidate `name`: the function's own, or for one without what stands before it; `statement`: what declares it alone
 */

/**
 * @param {string} code
 * @param {string} source
 */
export function candidatesIn(code, source) {
	const program = parseAst(code, { lang: "ts" }, source);
	const names = namesOf(program);
	/** @type {Candidate[]} */
	const found = [];
	const used = new Map();
	/** @param {Node} node @param {string} name @param {Node | null} statement @param {boolean} exported */
	const offer = (node, name, statement, exported) => {
		if (node.async === true || node.generator === true || !isNode(node.body) || dependsOnPlace(node, names)) return;
		const before = used.get(name) ?? 0;
		used.set(name, before + 1);
		found.push({ name: before === 0 ? name : `${name} ${before + 1}`, node, statement, exported });
	};
	const overloaded = new Set(program.body.map((node) => overloadedIn(node)));
	for (const node of program.body) {
		const exported = node.type === "ExportNamedDeclaration";
		const declaration = exported && isNode(node.declaration) ? node.declaration : node;
		if (declaration.type === "FunctionDeclaration" && isNode(declaration.id)) {
			const name = String(declaration.id.name);
			if (!overloaded.has(name)) offer(declaration, name, node, exported);
		} else if (declaration.type === "VariableDeclaration" && declaration.kind === "const") {
			for (const declarator of nodes(declaration.declarations)) {
				if (!isNode(declarator.init) || !isNode(declarator.id)) continue;
				if (declarator.init.type === "ArrowFunctionExpression" && nodes(declaration.declarations).length === 1)
					offer(declarator.init, String(declarator.id.name), node, exported);
				else within(declarator.init, code, offer);
			}
		} else if (declaration.type === "ExpressionStatement") within(declaration, code, offer);
	}
	return { found, names };
}

/**
 * Functions written as arguments and entries of what a module does when it is loaded.
 * @param {Node} node
 * @param {string} code
 * @param {(node: Node, name: string, statement: Node | null, exported: boolean) => void} offer
 */
function within(node, code, offer) {
	/** @param {Node} inner */
	const go = (inner) => {
		if (inner.type === "ArrowFunctionExpression") {
			const before = code.slice(node.start, inner.start).replace(/\s+/g, " ").trim();
			offer(
				inner,
				before.length > LABEL ? `${before.slice(0, LABEL / 2)}...${before.slice(-LABEL / 2)}` : before,
				null,
				false,
			);
		} else if (TRANSPARENT.has(inner.type)) for (const child of childrenOf(inner)) go(child);
	};
	go(node);
}
const LABEL = 80;
/** In these a function is made once, when the module is loaded, and sees no names but the module's. */
const TRANSPARENT = new Set([
	"ExpressionStatement",
	"CallExpression",
	"NewExpression",
	"ObjectExpression",
	"Property",
	"ArrayExpression",
	"ParenthesizedExpression",
	"TSAsExpression",
	"TSSatisfiesExpression",
]);

/**
 * The names of values that a module has, and how: imported from where, constant or not.
 * @typedef {{ readonly from: string, readonly imported: string } | "constant" | "variable"} Having
 * @param {{ readonly body: readonly Node[] }} program
 * @returns {Map<string, Having>}
 */
function namesOf(program) {
	/** @type {Map<string, Having>} */
	const names = new Map();
	for (const node of program.body) {
		if (node.type === "ImportDeclaration" && node.importKind !== "type" && isNode(node.source)) {
			for (const specifier of nodes(node.specifiers))
				if (specifier.importKind !== "type" && isNode(specifier.local))
					names.set(String(specifier.local.name), {
						from: String(node.source.value),
						imported: isNode(specifier.imported) ? String(specifier.imported.name) : "*",
					});
			continue;
		}
		const declaration = node.type === "ExportNamedDeclaration" && isNode(node.declaration) ? node.declaration : node;
		if (declaration.type === "VariableDeclaration")
			for (const { id } of nodes(declaration.declarations))
				for (const name of boundBy(id)) names.set(name, declaration.kind === "const" ? "constant" : "variable");
		else if (/^(Function|Class)Declaration$/.test(declaration.type) && isNode(declaration.id))
			names.set(String(declaration.id.name), "constant");
	}
	return names;
}

/** @param {unknown} pattern @returns {string[]} */
function boundBy(pattern) {
	if (!isNode(pattern)) return [];
	return pattern.type === "Identifier"
		? [String(pattern.name)]
		: childrenOf(pattern).flatMap((child) => boundBy(child));
}

/**
 * Whether a function uses a variable of its module, which another module could not set, or what only its place gives.
 * @param {Node} node
 * @param {ReadonlyMap<string, Having>} names
 */
function dependsOnPlace(node, names) {
	for (const name of identifiersIn(node)) {
		const having = names.get(name);
		if (having === "variable" || name === "arguments") return true;
		if (typeof having === "object" && having.imported === "*") return true;
	}
	return contains(node, "ThisExpression") || contains(node, "ImportExpression") || contains(node, "MetaProperty");
}

/** @param {Node} node */
function overloadedIn(node) {
	const declaration = node.type === "ExportNamedDeclaration" && isNode(node.declaration) ? node.declaration : node;
	return declaration.type === "TSDeclareFunction" && isNode(declaration.id) ? String(declaration.id.name) : "";
}

/** Every identifier in a node, and so every name that it may mean. @param {Node} node @returns {Set<string>} */
function identifiersIn(node) {
	const found = new Set();
	/** @param {Node} inner */
	const go = (inner) => {
		if (inner.type === "Identifier") found.add(String(inner.name));
		for (const child of childrenOf(inner)) go(child);
	};
	go(node);
	return found;
}

/** @param {Node} node @param {string} type @returns {boolean} */
const contains = (node, type) => node.type === type || childrenOf(node).some((child) => contains(child, type));

/**
 * Sources in two: what is left of each, and what was taken out.
 * @param {ReadonlyMap<string, string>} texts by source
 * @param {Readonly<Record<string, readonly string[]>>} names of what is wanted out, by source
 * @returns {ReadonlyMap<string, { readonly kept: string, readonly seldom: string }>}
 */
export function takenOut(texts, names) {
	const sources = new Map([...texts].map(([source, code]) => [source, { code, ...candidatesIn(code, source) }]));
	/** What a name means that one source imports. @param {string} source @param {{ from: string, imported: string }} having */
	const meant = (source, { from, imported }) => {
		const other = posix.join(posix.dirname(source), from);
		return { other, having: sources.get(other)?.names.get(imported) };
	};
	/** @type {Map<string, readonly Candidate[]>} */
	const taken = new Map();
	for (const [source, { found, names: known }] of sources) {
		const wanted = new Set(names[source] ?? []);
		const out = found.filter(
			({ name, node }) =>
				wanted.has(name) &&
				[...identifiersIn(node)].every((used) => {
					const having = known.get(used);
					return typeof having !== "object" || meant(source, having).having !== "variable";
				}),
		);
		if (out.length > 0) taken.set(source, out);
	}
	/** @param {string} source @param {string} name */
	const isTaken = (source, name) =>
		taken.get(source)?.some((candidate) => candidate.statement !== null && candidate.name === name) === true;
	return new Map([...taken].map(([source, out]) => [source, inTwo(source, out)]));

	/** @param {string} source @param {readonly Candidate[]} out */
	function inTwo(source, out) {
		const { code, names: known } = sources.get(source) ?? { code: "", names: new Map() };
		const own = `./${source.slice(source.lastIndexOf("/") + 1)}`;
		/** By where from, the names that what is taken out imports. @type {Map<string, Set<string>>} */
		const imports = new Map();
		/** @param {string} from @param {string} name */
		const needs = (from, name) => imports.set(from, (imports.get(from) ?? new Set()).add(name));
		/** @type {string[]} */
		const moved = [];
		/** @type {string[]} */
		const back = [];
		/** @type {string[]} */
		const open = [];
		let kept = "";
		let end = 0;
		out.forEach(({ name, node, statement, exported }, i) => {
			for (const used of identifiersIn(node)) {
				const having = known.get(used);
				if (having === undefined || isTaken(source, used)) continue;
				if (typeof having === "string") needs(own, used);
				else {
					const { other } = meant(source, having);
					const name = having.imported === used ? used : `${having.imported} as ${used}`;
					needs(isTaken(other, having.imported) ? seldomOf(having.from) : having.from, name);
				}
			}
			const text = code.slice(node.start, node.end);
			const cut = statement ?? node;
			kept += code.slice(end, cut.start);
			end = cut.end;
			if (statement === null) {
				const place = `$seldom${i}`;
				moved.push(`export const ${place} = ${text};`);
				back.push(place);
				kept += place;
			} else {
				moved.push(node.type === "FunctionDeclaration" ? `export ${text}` : `export const ${name} = ${text};`);
				back.push(name);
				if (exported) open.push(name);
			}
		});
		const published = exportedIn(code, source);
		const shown = [...open, ...(imports.get(own) ?? [])].filter((name) => open.includes(name) || !published.has(name));
		return {
			kept: `import { ${back.join(", ")} } from "${seldomOf(own)}";
${kept}${code.slice(end)}
export { ${shown.join(", ")} };
`,
			seldom: `${[...imports].map(([from, list]) => `import { ${[...list].join(", ")} } from "${from}";`).join("\n")}
${moved.join("\n")}
`,
		};
	}
}

/** What a source exports as its own. @param {string} code @param {string} source @returns {Set<string>} */
function exportedIn(code, source) {
	const found = new Set();
	for (const node of parseAst(code, { lang: "ts" }, source).body) {
		if (node.type !== "ExportNamedDeclaration" || node.exportKind === "type") continue;
		for (const { local } of nodes(node.specifiers)) if (isNode(local)) found.add(String(local.name));
		if (!isNode(node.declaration)) continue;
		const { declaration } = node;
		if (declaration.type === "VariableDeclaration")
			for (const { id } of nodes(declaration.declarations)) for (const name of boundBy(id)) found.add(name);
		else if (isNode(declaration.id)) found.add(String(declaration.id.name));
	}
	return found;
}

/**
 * A source in which each candidate says that it is called: `globalThis.called` has `source:name`.
 * @param {string} code
 * @param {string} source
 */
export function probed(code, source) {
	/** @type {{ readonly at: number, readonly text: string }[]} */
	const edits = [];
	for (const { name, node } of candidatesIn(code, source).found) {
		if (!isNode(node.body)) continue;
		const probe = `globalThis.called.add(${JSON.stringify(`${source}:${name}`)})`;
		if (node.body.type === "BlockStatement") edits.push({ at: node.body.start + 1, text: `${probe};` });
		else edits.push({ at: node.body.start, text: `(${probe}, ` }, { at: node.body.end, text: ")" });
	}
	let result = "";
	let end = 0;
	for (const { at, text } of edits.sort((a, b) => a.at - b.at)) {
		result += code.slice(end, at) + text;
		end = at;
	}
	return result + code.slice(end);
}

/** @param {Node} node @returns {Node[]} */
const childrenOf = (node) =>
	Object.values(node).flatMap((value) => (Array.isArray(value) ? nodes(value) : nodes([value])));

/** @param {unknown} list @returns {Node[]} */
const nodes = (list) => (Array.isArray(list) ? list : []).filter(isNode);

/** @param {unknown} value @returns {value is Node} */
function isNode(value) {
	return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
