/** What a lesson's MDX refers to: its components, their ids, its headings; read from the trees while it is compiled. */
import { z } from "zod";
import { ContentError } from "./content-files";
import type { Heading } from "./lesson";

/** One use of a component. */
export type Mark =
	| { readonly component: "Program"; readonly id: string; readonly title: string | null; readonly line: number }
	| { readonly component: "Predict" | "Exercise"; readonly item: string; readonly line: number }
	| { readonly component: "Quiz"; readonly items: readonly string[]; readonly line: number }
	| { readonly component: "Claim"; readonly id: string; readonly line: number }
	| { readonly component: "Keep"; readonly line: number };

/** The part of a syntax tree's node (mdast, hast) that is read here. */
export interface TreeNode {
	readonly type: string;
	readonly name?: string | null;
	readonly tagName?: string;
	readonly value?: unknown;
	readonly properties?: Readonly<Record<string, unknown>>;
	readonly attributes?: readonly unknown[];
	readonly children?: readonly TreeNode[];
	readonly position?: { readonly start: { readonly line: number } };
}

const attributeSchema = z.object({
	type: z.literal("mdxJsxAttribute"),
	name: z.string(),
	value: z.union([z.string(), z.object({ value: z.string() })]),
});

const name = z.string().regex(/^[a-z0-9-]+$/);
const propsSchemas = {
	Program: z.strictObject({ id: name, title: z.string().nullable().default(null) }),
	Predict: z.strictObject({ item: name }),
	Exercise: z.strictObject({ item: name }),
	Quiz: z.strictObject({ items: z.array(name).min(1) }),
	Claim: z.strictObject({ id: name }),
	Keep: z.strictObject({}),
};

/** Every component of an MDX tree in reading order. Throws a ContentError at the first that the course does not know. */
export function marksOf(file: string, root: TreeNode): readonly Mark[] {
	const marks: Mark[] = [];
	const visit = (node: TreeNode) => {
		const line = node.position?.start.line ?? 1;
		if (node.type === "mdxjsEsm") throw new ContentError(file, line, "a lesson imports and exports nothing");
		if (node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement") marks.push(...markOf(file, node, line));
		node.children?.forEach(visit);
	};
	visit(root);
	return marks;
}

function markOf(file: string, node: TreeNode, line: number): readonly Mark[] {
	const component = node.name ?? "";
	// Plain HTML (`<q lang="zh">`) is prose.
	if (/^[a-z]/.test(component)) return [];
	const props = propsOf(file, node, line);
	const fail = (error: z.ZodError): never => {
		const issue = error.issues[0];
		throw new ContentError(
			file,
			line,
			`<${component}> ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is wrong"}`,
		);
	};
	switch (component) {
		case "Program": {
			const parsed = propsSchemas.Program.safeParse(props);
			return parsed.success ? [{ component, ...parsed.data, line }] : fail(parsed.error);
		}
		case "Predict":
		case "Exercise": {
			const parsed = propsSchemas[component].safeParse(props);
			return parsed.success ? [{ component, ...parsed.data, line }] : fail(parsed.error);
		}
		case "Quiz": {
			const parsed = propsSchemas.Quiz.safeParse(props);
			return parsed.success ? [{ component, ...parsed.data, line }] : fail(parsed.error);
		}
		case "Claim": {
			const parsed = propsSchemas.Claim.safeParse(props);
			return parsed.success ? [{ component, ...parsed.data, line }] : fail(parsed.error);
		}
		case "Keep": {
			const parsed = propsSchemas.Keep.safeParse(props);
			return parsed.success ? [{ component, line }] : fail(parsed.error);
		}
		default:
			throw new ContentError(file, line, `no component <${component}>`);
	}
}

/** Attributes as values: a string as it stands, an expression as JSON (nothing else can be checked before it runs). */
function propsOf(file: string, node: TreeNode, line: number): Readonly<Record<string, unknown>> {
	const props: Record<string, unknown> = {};
	for (const attribute of node.attributes ?? []) {
		const parsed = attributeSchema.safeParse(attribute);
		if (!parsed.success) throw new ContentError(file, line, `<${node.name ?? ""}> takes plain props only`);
		const { name: key, value } = parsed.data;
		if (typeof value === "string") {
			props[key] = value;
			continue;
		}
		try {
			props[key] = JSON.parse(value.value);
		} catch {
			throw new ContentError(file, line, `<${node.name ?? ""}> ${key}: write JSON between the braces`);
		}
	}
	return props;
}

/** Headings of an HTML tree that has their anchors. */
export function headingsOf(root: TreeNode): readonly Heading[] {
	const headings: Heading[] = [];
	const visit = (node: TreeNode) => {
		const depth = /^h([2-6])$/.exec(node.tagName ?? "")?.[1];
		const id = node.properties?.id;
		if (depth && typeof id === "string") headings.push({ depth: Number(depth), id, text: textOf(node) });
		else node.children?.forEach(visit);
	};
	visit(root);
	return headings;
}

function textOf(node: TreeNode): string {
	if (node.type === "text" && typeof node.value === "string") return node.value;
	return (node.children ?? []).map(textOf).join("");
}
