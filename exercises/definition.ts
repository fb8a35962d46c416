/** Every kind of item: its definition, its authored schema, its public form, its key. */
import { z } from "zod";
import { type ChoiceDefinition, choiceKey, choiceSchema, publicChoice } from "./choice";
import { type CodeDefinition, codeKey, codeSchema, publicCode } from "./code";
import { publicShort, type ShortDefinition, shortKey, shortSchema } from "./short";
import type { Authoring } from "./text";
import type { ItemId, PublicItem } from "./types";

/** An item with its key, in one language. Never leaves the server. */
export type ItemDefinition = ChoiceDefinition | ShortDefinition | CodeDefinition;

/** The authored form of any item in items.json; it yields a definition but for its id and locale. */
export function itemSchema(authoring: Authoring) {
	return z.discriminatedUnion("kind", [choiceSchema(authoring), shortSchema(authoring), codeSchema(authoring)]);
}

/** Puts the name to what the schema yielded. */
export function defined(
	id: ItemId,
	authoring: Authoring,
	item: z.output<ReturnType<typeof itemSchema>>,
): ItemDefinition {
	return { ...item, id, locale: authoring.locale };
}

/** What a browser may have before it has answered: built field by field, so that nothing new slips through. */
export function publicForm(definition: ItemDefinition): PublicItem {
	switch (definition.kind) {
		case "choice":
		case "multiple":
			return publicChoice(definition);
		case "short":
			return publicShort(definition);
		case "code":
			return publicCode(definition);
	}
}

/** What decides a grade, without prose: equal in every language, unchanged by a mended typo. Plain JSON data. */
export function gradingKey(definition: ItemDefinition): unknown {
	switch (definition.kind) {
		case "choice":
		case "multiple":
			return choiceKey(definition);
		case "short":
			return shortKey(definition);
		case "code":
			return codeKey(definition);
	}
}
