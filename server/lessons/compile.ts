/** Compiles a lesson's MDX on the server, to a component for the server: the browser gets no MDX runtime. */
import "server-only";
import path from "node:path";
import { bundleMDX } from "mdx-bundler";
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";
import rehypePrettyCode from "rehype-pretty-code";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import { z } from "zod";
import { ContentError } from "./content-files";
import type { Heading, LessonData } from "./lesson";
import { headingsOf, type Mark, marksOf, type TreeNode } from "./marks";

export interface Compiled {
	readonly Content: LessonData["Content"];
	readonly marks: readonly Mark[];
	readonly headings: readonly Heading[];
}

/** The last compilation of each file: a page is asked for more than once, and a text compiles the same each time. */
const compiled = new Map<string, { readonly body: string; readonly result: Promise<Compiled> }>();

/** `body` is the file's text with its frontmatter emptied. Compiles once per text. */
export function compileLesson(file: string, body: string): Promise<Compiled> {
	const last = compiled.get(file);
	if (last?.body === body) return last.result;
	const result = compile(file, body);
	compiled.set(file, { body, result });
	return result;
}

async function compile(file: string, body: string): Promise<Compiled> {
	let marks: readonly Mark[] = [];
	let headings: readonly Heading[] = [];
	const faults: ContentError[] = [];
	const readMarks = () => (tree: TreeNode) => {
		try {
			marks = marksOf(file, tree);
		} catch (error) {
			// esbuild would wrap it beyond recognition.
			if (!(error instanceof ContentError)) throw error;
			faults.push(error);
		}
	};
	const readHeadings = () => (tree: TreeNode) => {
		headings = headingsOf(tree);
	};
	const bundle = await bundleMDX({
		source: body,
		cwd: path.dirname(file),
		mdxOptions(options) {
			// In place of mdx-bundler's two for frontmatter, which is gone by now.
			options.remarkPlugins = [remarkGfm, readMarks];
			options.rehypePlugins = [
				...(options.rehypePlugins ?? []),
				rehypeSlug,
				readHeadings,
				[rehypePrettyCode, { theme: THEMES, keepBackground: false, bypassInlineCode: true, defaultLang: "text" }],
			];
			return options;
		},
		esbuildOptions(options) {
			options.target = ["es2022"];
			options.logLevel = "silent";
			return options;
		},
	}).catch((error: unknown) => {
		throw faults[0] ?? compileError(file, error);
	});
	if (faults[0]) throw faults[0];
	return { Content: evaluate(bundle.code), marks, headings };
}

/** Both become custom properties, `--shiki-light` and `--shiki-dark`, of which the page's style sheet chooses. */
const THEMES = { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } as const;

const bundleSchema = z.object({
	default: z.custom<LessonData["Content"]>((value) => typeof value === "function"),
});

/** Runs the bundle with the React of the page that draws it; mdx-bundler's own client would bring a second one. */
function evaluate(code: string): LessonData["Content"] {
	const run = new Function("React", "_jsx_runtime", code);
	return bundleSchema.parse(run(React, jsxRuntime)).default;
}

const esbuildErrorSchema = z.object({
	errors: z.array(z.object({ text: z.string(), location: z.object({ line: z.number() }).nullable() })).min(1),
});

function compileError(file: string, error: unknown): unknown {
	const parsed = esbuildErrorSchema.safeParse(error);
	const first = parsed.success ? parsed.data.errors[0] : undefined;
	return first ? new ContentError(file, first.location?.line ?? 1, first.text) : error;
}
