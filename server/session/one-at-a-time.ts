const last = new Map<string, Promise<unknown>>();

/** Runs pieces of work that share a key one after the other, in the order of the calls; others are not held up. */
export async function oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
	const before = last.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	last.set(key, mine);
	try {
		return await mine;
	} finally {
		if (last.get(key) === mine) last.delete(key);
	}
}
