"use client";
/** A search along the run that tells how far it is, and can be stopped. */
import { useCallback, useEffect, useRef, useState } from "react";
import { Cancelled } from "../session";
import type { GoOn } from "./search";

export interface Searching {
	/** The step that it has come to; null: nothing is being looked for. */
	readonly at: number | null;
	/** What the last search came to, where it found nothing. */
	readonly said: string | null;
	readonly stop: () => void;
	/** Looks for a step and goes there; where there is none, says `otherwise`. What was looked for before is dropped. */
	readonly find: (
		from: number,
		look: (goOn: GoOn, onLooked: (step: number) => void) => Promise<number | null>,
		otherwise: string,
	) => void;
}

interface Search {
	readonly about: unknown;
	readonly at: number | null;
	readonly said: string | null;
}

/** `about`: what is looked at; with another, a search is over. */
export function useSearch(about: unknown, onGo: (step: number) => void): Searching {
	const [search, setSearch] = useState<Search | null>(null);
	const current = useRef({ about, number: 0 });
	useEffect(() => {
		current.current.about = about;
	}, [about]);
	useEffect(() => {
		const { current: here } = current;
		return () => {
			here.number++;
		};
	}, []);
	const stop = useCallback(() => {
		current.current.number++;
		setSearch(null);
	}, []);
	const find: Searching["find"] = useCallback(
		(from, look, otherwise) => {
			const mine = ++current.current.number;
			const goOn = () => current.current.number === mine && current.current.about === about;
			setSearch({ about, at: from, said: null });
			look(goOn, (at) => {
				if (goOn()) setSearch({ about, at, said: null });
			}).then(
				(found) => {
					if (!goOn()) return;
					setSearch(found === null ? { about, at: null, said: otherwise } : null);
					if (found !== null) onGo(found);
				},
				(error: unknown) => {
					if (goOn()) setSearch(null);
					// Another run has begun: there is nothing to look for.
					if (!(error instanceof Cancelled)) throw error;
				},
			);
		},
		[about, onGo],
	);
	const now = search?.about === about ? search : null;
	return { at: now?.at ?? null, said: now?.said ?? null, stop, find };
}
