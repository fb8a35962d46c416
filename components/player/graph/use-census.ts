"use client";
/**
 * How many objects of each type live at a step, and their bytes: counted by the engine where a state lists not all of
 * them. It is asked when the reader has come to rest, since counting takes the engine away from the step.
 */
import { useEffect, useState } from "react";
import type { Asking } from "../use-run";

export interface Census {
	readonly step: number;
	/** Most bytes first. */
	readonly types: readonly { readonly type: string; readonly objects: number; readonly bytes: number }[];
}

const REST = 350;

/** The census of a step; null while it is not known, and where none is wanted. */
export function useCensus(asking: Asking, step: number, wanted: boolean): Census | null {
	const [census, setCensus] = useState<Census | null>(null);
	useEffect(() => {
		if (!wanted) return;
		let over = false;
		const timer = setTimeout(() => {
			asking.ask("growth", 0, step).then(
				(growth) => {
					if (over) return;
					const types = growth
						.filter(({ after }) => after > 0)
						.map(({ type, after, bytesAfter }) => ({ type, objects: after, bytes: bytesAfter }))
						.sort((a, b) => b.bytes - a.bytes);
					setCensus({ step, types });
				},
				// A run that was given up has no census; the next one is asked anew.
				() => {},
			);
		}, REST);
		return () => {
			over = true;
			clearTimeout(timer);
		};
	}, [asking, step, wanted]);
	return wanted && census?.step === step ? census : null;
}
