import { parseAst } from "rolldown/parseAst";

/**
 * How the machine's words are read and written in its bundles.
 *
 * `at(address)` of arena.ts says in the types that there is a word at every address; what it does is `H[address]`, and
 * that is written in its place: V8 would check at each call that `at` is still the same function.
 *
 * With `marking`, `put(address, value)` is written in the place of `H[address] = value`, so that the page is known to be
 * touched (keyframes.ts). Not where the address is plainly below the heap: a register's, or in the loop one of the frame
 * that runs, which is on the machine's stack.
 * @param {{ readonly marking: boolean }} options
 */
export function wordsWrittenOut({ marking }) {
	return {
		name: "words written out",
		transform: {
			filter: { id: /[/\\]engine[/\\]machine[/\\]\w+(\.seldom)?\.ts$/ },
			/**
			 * @param {string} code
			 * @param {string} id
			 */
			handler(code, id) {
				const own = /[/\\]arena\.ts$/.test(id);
				const imports = code.match(/import \{([^}]*)\} from "\.\/arena";/);
				if (!own && imports === null) return null;
				const text = own
					? code
					: code.replace(
							imports?.[0] ?? "",
							(statement) =>
								`import { H as $H${marking ? ", put as $put, putDouble as $putDouble" : ""} } from "./arena";${statement}`,
						);
				const onStack = /[/\\](loop|rareinstructions|hotoperations)(\.seldom)?\.ts$/.test(id) ? ON_STACK : NOTHING;
				/** @type {Edit[]} */
				const edits = [];
				visit(parseAst(text, { lang: "ts" }, id), (node) => {
					if (node.type === "CallExpression" && !own) edits.push(...readEdits(node, id));
					if (marking && !WRITERS.test(id)) refuseBulk(node, id);
					if (marking && node.type === "AssignmentExpression") edits.push(...writeEdits(node, text, id, own, onStack));
				});
				return edited(text, edits);
			},
		},
	};
}

/** @typedef {{ readonly from: number, readonly to: number, readonly text: string }} Edit */
/** A node of the syntax tree: its kind, where it stands, and whatever else that kind has. */
/** @typedef {{ readonly type: string, readonly start: number, readonly end: number, readonly [key: string]: unknown }} Node */

/** Where an address in the loop starts from that is one of the machine's stack. */
const ON_STACK = new Set(["frame", "sp", "locals", "base", "top"]);
/** @type {ReadonlySet<string>} */
const NOTHING = new Set();

/** Who writes words in bulk, and says so (or puts another state in the arena's place). */
const WRITERS = /[/\\](arena|boot|bootimage|buffers|images|pages)(\.seldom)?\.ts$/;

/**
 * Words that others write in bulk would not be noted: arena.ts and buffers.ts have functions for that.
 * @param {Node} node
 * @param {string} id
 */
function refuseBulk({ type, callee }, id) {
	if (type !== "CallExpression" || !isNode(callee) || !isNode(callee.object) || !isNode(callee.property)) return;
	const { object, property } = callee;
	if (object.type === "Identifier" && /^(H|F64|B)$/.test(String(object.name)) && BULK.test(String(property.name)))
		throw new Error(
			`${id}: ${object.name}.${property.name}() writes words that keyframes would not see: use moveWords, putBytes, ...`,
		);
}
const BULK = /^(fill|copyWithin|set|subarray|reverse|sort)$/;

/** @param {Node} call @param {string} id @returns {readonly Edit[]} */
function readEdits(call, id) {
	if (!isNode(call.callee) || call.callee.name !== "at") return [];
	const [address] = Array.isArray(call.arguments) ? call.arguments : [];
	if (!isNode(address)) throw new Error(`${id}: at() is called without an address`);
	return [
		{ from: call.start, to: address.start, text: "$H[" },
		{ from: address.end, to: call.end, text: "]" },
	];
}

/**
 * @param {Node} assignment
 * @param {string} text
 * @param {string} id
 * @param {boolean} own
 * @param {ReadonlySet<string>} onStack
 * @returns {readonly Edit[]}
 */
function writeEdits(assignment, text, id, own, onStack) {
	const { left, right, operator } = assignment;
	if (!isNode(left) || !isNode(right) || left.type !== "MemberExpression" || left.computed !== true) return [];
	const { object, property } = left;
	if (!isNode(object) || !isNode(property) || (object.name !== "H" && object.name !== "F64")) return [];
	const root = rootOf(property);
	if (/^(R_[A-Z_0-9]+|DEATH_STACK|DEFERRED_QUEUE)$/.test(root) || onStack.has(root)) return [];
	if (operator !== "=" || !/^\s*\]\s*=\s*$/.test(text.slice(property.end, right.start)))
		throw new Error(
			`${id}: a word is written in a way that is not known to be: ${text.slice(assignment.start, assignment.end)}`,
		);
	const name = object.name === "H" ? "put" : "putDouble";
	return [
		{ from: assignment.start, to: property.start, text: `${own ? "" : "$"}${name}(` },
		{ from: property.end, to: right.start, text: ", " },
		{ from: right.end, to: right.end, text: ")" },
	];
}

/** The name that an address starts from: the leftmost of a sum's. @param {Node} address @returns {string} */
function rootOf(address) {
	for (let node = address; ; ) {
		const inner = node.type === "BinaryExpression" ? node.left : (node.expression ?? node.argument);
		if (!isNode(inner)) return String(node.name ?? "");
		node = inner;
	}
}

/** @param {string} text @param {Edit[]} edits */
function edited(text, edits) {
	edits.sort((a, b) => a.from - b.from);
	let result = "";
	let end = 0;
	for (const edit of edits) {
		result += text.slice(end, edit.from) + edit.text;
		end = edit.to;
	}
	return result + text.slice(end);
}

/** @param {unknown} value @returns {value is Node} */
function isNode(value) {
	return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/**
 * Calls a function for every node of a syntax tree.
 * @param {unknown} value
 * @param {(node: Node) => void} callback
 */
function visit(value, callback) {
	if (typeof value !== "object" || value === null) return;
	if (isNode(value)) callback(value);
	for (const child of Object.values(value)) visit(child, callback);
}
