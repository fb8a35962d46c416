"use client";
/** A step's instructions and events, fetched a page at a time; the last pages are remembered, so that stepping inside a step asks once. */
import { useEffect, useRef, useState } from "react";
import type { EventPage, InstructionPage } from "../../../engine/api";
import type { Recorded } from "../protocol";
import type { Asking } from "../use-run";

/** Rows of a page. Pages begin at multiples of it. */
export const PAGE = 100;
/** Pages remembered of each kind. */
const REMEMBERED = 32;

/** Where the page begins that a row is on. */
export function pageOf(row: number): number {
	return Math.max(0, Math.floor(row / PAGE) * PAGE);
}

/** Pages of one kind. */
export class Pages<Page> {
	readonly #kept = new Map<string, Page>();
	readonly #fetch: (step: number, from: number) => Promise<Page>;

	constructor(fetch: (step: number, from: number) => Promise<Page>) {
		this.#fetch = fetch;
	}

	/** A page that is remembered. */
	known(step: number, from: number): Page | null {
		return this.#kept.get(`${step}|${from}`) ?? null;
	}

	async get(step: number, from: number): Promise<Page> {
		const page = this.known(step, from) ?? (await this.#fetch(step, from));
		const key = `${step}|${from}`;
		// What was used last is forgotten last.
		this.#kept.delete(key);
		this.#kept.set(key, page);
		const oldest = this.#kept.keys().next();
		if (this.#kept.size > REMEMBERED && !oldest.done) this.#kept.delete(oldest.value);
		return page;
	}
}

export interface StepPages {
	readonly instructions: Pages<InstructionPage>;
	readonly events: Pages<EventPage>;
}

/** By run: another run's pages are not this one's. */
const ofRuns = new WeakMap<Recorded, StepPages>();

export function stepPages(recorded: Recorded, asking: Asking): StepPages {
	const known = ofRuns.get(recorded);
	if (known !== undefined) return known;
	const made: StepPages = {
		instructions: new Pages((step, from) => asking.instructionsOf(step, { from, count: PAGE })),
		events: new Pages((step, from) => asking.eventsOf(step, { from, count: PAGE })),
	};
	ofRuns.set(recorded, made);
	return made;
}

/** A page once it is here; null until then, and where step is 0. What did not come is asked for again at another `moment`. */
export function usePage<Page>(pages: Pages<Page>, step: number, from: number, moment: object): Page | null {
	const [, setArrived] = useState(0);
	const asked = useRef<object | null>(null);
	useEffect(() => {
		asked.current = moment;
		if (step < 1 || pages.known(step, from) !== null) return;
		let wanted = true;
		pages.get(step, from).then(
			() => {
				if (wanted && asked.current === moment) setArrived((times) => times + 1);
			},
			// The run was replaced, or its worker is gone, which the player itself tells of.
			() => undefined,
		);
		return () => {
			wanted = false;
		};
	}, [pages, step, from, moment]);
	return step < 1 ? null : pages.known(step, from);
}
