"use client";
/** A question to the engine, asked again at every step; of several asked in a hurry, the last is answered. */
import { useEffect, useRef, useState } from "react";
import { Cancelled } from "../session";

export interface Answered<T> {
	/** Null: there is none yet. */
	readonly answer: T | null;
	/** The answer is that of another step; the one of this step is on its way. */
	readonly pending: boolean;
	/** It could not be answered. */
	readonly failed: boolean;
}

interface Kept<T> {
	readonly about: string;
	readonly step: number;
	readonly answer: T | null;
}

interface Wanted<T> {
	readonly about: string;
	readonly step: number;
	readonly ask: (step: number) => Promise<T>;
}

/** An answer that took longer than this, in milliseconds, is asked for again only where the reader rests so long. */
const QUICK = 40;
const REST = 160;

/**
 * The answer to a question at a step. `about` names all that the question is about but the step; null: nothing is asked.
 * While the answer for a new step is awaited, the one for the step before stays.
 */
export function useAnswer<T>(about: string | null, step: number, ask: (step: number) => Promise<T>): Answered<T> {
	const [kept, setKept] = useState<Kept<T> | null>(null);
	const wanted = useRef<Wanted<T> | null>(null);
	const asking = useRef(false);
	const took = useRef(0);
	const latest = useRef(ask);
	useEffect(() => {
		latest.current = ask;
	});
	useEffect(() => {
		wanted.current = about === null ? null : { about, step, ask: (at) => latest.current(at) };
		if (about === null) setKept(null);
		if (asking.current || about === null) return;
		const answerAll = async () => {
			asking.current = true;
			for (let now = wanted.current; now !== null; now = wanted.current === now ? null : wanted.current) {
				try {
					if (took.current > QUICK) await new Promise((resolve) => setTimeout(resolve, REST));
					if (wanted.current !== now) continue;
					const began = performance.now();
					const answer = await now.ask(now.step);
					took.current = performance.now() - began;
					if (wanted.current === now) setKept({ about: now.about, step: now.step, answer });
				} catch (error) {
					// Another run has begun: its own answers will come.
					if (!(error instanceof Cancelled) && wanted.current === now)
						setKept({ about: now.about, step: now.step, answer: null });
				}
			}
			asking.current = false;
		};
		void answerAll();
	}, [about, step]);
	if (about === null || kept === null || kept.about !== about)
		return { answer: null, pending: about !== null, failed: false };
	const pending = kept.step !== step;
	return { answer: kept.answer, pending, failed: kept.answer === null && !pending };
}
