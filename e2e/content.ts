import { readFileSync } from "node:fs";

/** What the first lesson says, read from its files: a journey must not break where only the prose was mended. */

const SHARED = "content/shared/counting/references";

interface Text {
	readonly en: string;
	readonly "zh-CN": string;
}

interface Item {
	readonly prompt: Text | string;
	readonly options?: readonly { readonly id: string; readonly text: Text | string; readonly correct: boolean }[];
	readonly accepted?: readonly string[];
	readonly checks?: readonly unknown[];
}

const items = JSON.parse(readFileSync(`${SHARED}/items.json`, "utf8")) as Readonly<Record<string, Item>>;
const prose = readFileSync("content/en/counting/references.mdx", "utf8");

/** The first group of a pattern in the English lesson. */
function quoted(pattern: RegExp): string {
	const found = pattern.exec(prose)?.[1];
	if (found === undefined) throw new Error(`the lesson has no ${pattern}`);
	return found;
}

function item(name: string): Item {
	const found = items[name];
	if (found === undefined) throw new Error(`no item ${name}`);
	return found;
}

/** A text as the page shows it in English, without its marks. */
function shown(text: Text | string): string {
	return (typeof text === "string" ? text : text.en).replaceAll("`", "");
}

export const TITLE = quoted(/^title: (.+)$/m);

/** The title of the lesson's first program. */
export const PROGRAM = quoted(/<Program id="two-names" title="([^"]+)"/);

/** What that program prints last but one: the moment of death. */
export const DEATH = /^freed: .+$/m.exec(readFileSync(`${SHARED}/two-names.3.13.out`, "utf8"))?.[0] ?? "";

export const SOLUTION = readFileSync(`${SHARED}/session-log.solution.py`, "utf8");

export const CHECKS = item("session-log").checks?.length ?? 0;

export const prompt = (name: string): string => shown(item(name).prompt);

/** The text of the first option that is right, or of the first that is not. */
export function option(name: string, kind: "right" | "wrong"): string {
	const found = item(name).options?.find(({ correct }) => correct === (kind === "right"));
	if (found === undefined) throw new Error(`${name} has no ${kind} option`);
	return shown(found.text);
}

/** The first accepted answer of a short question. */
export const accepted = (name: string): string => item(name).accepted?.[0] ?? "";
