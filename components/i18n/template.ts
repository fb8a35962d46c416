/**
 * Texts with places to fill, `{name}`. Functions could not go to the browser with a page; these do, and so a page brings
 * the texts of its own language and no other.
 */

/** A text whose wording depends on a number, `{n}`. */
export interface Counted {
	readonly one: string;
	readonly many: string;
}

/** The text with its places filled. */
export function filled(template: string, values: Readonly<Record<string, string | number>>): string {
	return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

export function counted(forms: Counted, n: number): string {
	return filled(n === 1 ? forms.one : forms.many, { n });
}
