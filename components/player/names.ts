/** How an object is called wherever it appears: its short text and its serial. */

/** From here on serials are those that the graph gives to small values: the engine numbers objects alone. */
export const FIRST_VALUE = 2 ** 40;

/** What tells an object from others of its text; a value is what it says. */
export function serialText(serial: number): string {
	return serial >= FIRST_VALUE ? "" : `#${serial}`;
}

/** `Node #31` */
export function titleOf(object: { readonly text: string; readonly serial: number }): string {
	return `${object.text} ${serialText(object.serial)}`.trimEnd();
}
