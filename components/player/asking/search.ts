/** The ways along an object's life: its birth, its death, and the changes between. */
import type { Asking } from "../use-run";

/** Whether a search is to go on; asked now and then. */
export type GoOn = () => boolean;

type Ask = Pick<Asking, "ask">;

/** The nearest step after `from` (or before it) at which the object changes; null: there is none, or it was stopped. */
export async function changeFrom(
	{ ask }: Ask,
	from: number,
	by: 1 | -1,
	serial: number,
	goOn: GoOn,
	onLooked: (step: number) => void,
): Promise<number | null> {
	for (let step = from; goOn(); ) {
		const found = await ask(by > 0 ? "next" : "previous", step, { kind: "change", serial });
		if (found.kind === "found") return found.step;
		if (found.kind === "none") return null;
		step = found.step;
		onLooked(step);
	}
	return null;
}

/** The step in which an object was born, where it is born by `known`; null: it was stopped. Each half is asked about once. */
export async function birthOf({ ask }: Ask, known: number, serial: number, goOn: GoOn): Promise<number | null> {
	let unborn = 0;
	let born = known;
	if ((await ask("whyFreed", 0, serial)).kind !== "unborn") return 0;
	while (born - unborn > 1) {
		if (!goOn()) return null;
		const middle = (unborn + born) >> 1;
		if ((await ask("whyFreed", middle, serial)).kind === "unborn") unborn = middle;
		else born = middle;
	}
	return born;
}

/** The step in which it dies, of a run of so many steps; null: it is alive at the end. */
export async function deathOf({ ask }: Ask, steps: number, serial: number): Promise<number | null> {
	const why = await ask("whyFreed", steps, serial);
	return why.kind === "freed" ? why.step : null;
}
