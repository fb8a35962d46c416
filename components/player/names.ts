/** How an object is called wherever it appears: its short text and its serial. */

/** `Node #31` */
export function titleOf(object: { readonly text: string; readonly serial: number }): string {
	return `${object.text} #${object.serial}`;
}
