/** Sentences made of words, code, objects that can be selected and steps that can be gone to, as plain data. */
import { titleOf } from "../names";

/** An object as sentences name it. */
export interface Named {
	readonly serial: number;
	/** As on its card; empty where that is not known. */
	readonly text: string;
	/** Of the program's own making: it can be selected. */
	readonly own: boolean;
}

export type Part =
	| string
	| { readonly kind: "code"; readonly text: string }
	| { readonly kind: "object"; readonly object: Named }
	| { readonly kind: "step"; readonly step: number; readonly text: string };

export const code = (text: string): Part => ({ kind: "code", text });
export const object = (named: Named): Part => ({ kind: "object", object: named });
export const toStep = (step: number, text: string): Part => ({ kind: "step", step, text });

/** A sentence: the words as they stand, with parts between them. */
export function say(
	words: TemplateStringsArray,
	...between: readonly (Part | readonly Part[] | number)[]
): readonly Part[] {
	const parts: Part[] = [];
	for (const [at, word] of words.entries()) {
		if (word !== "") parts.push(word);
		const next = between[at];
		if (next === undefined) continue;
		if (typeof next === "number") parts.push(String(next));
		else if (typeof next === "string" || "kind" in next) parts.push(next);
		else parts.push(...next);
	}
	return parts;
}

export function nameOf({ serial, text, own }: Named): string {
	if (!own) return text;
	return text === "" ? `#${serial}` : titleOf({ text, serial });
}

/** A sentence as it is heard. */
export function heard(parts: readonly Part[]): string {
	return parts
		.map((part) => {
			if (typeof part === "string") return part;
			return part.kind === "object" ? nameOf(part.object) : part.text;
		})
		.join("");
}
