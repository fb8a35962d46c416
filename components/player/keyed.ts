/** Keys for lists whose items have no identity but a word that may repeat, such as the frames of a recursion. */

export interface Keyed<T> {
	/** Unlike any other of the list; the same for the same item as long as the items before it stay. */
	readonly key: string;
	readonly at: number;
	readonly item: T;
}

export function keyed<T>(items: readonly T[], wordOf: (item: T) => string): readonly Keyed<T>[] {
	const seen = new Map<string, number>();
	return items.map((item, at) => {
		const word = wordOf(item);
		const times = seen.get(word) ?? 0;
		seen.set(word, times + 1);
		return { key: `${word}|${times}`, at, item };
	});
}
