"use client";
/** The memory at steps of a run: those that its outline looked at, and those in which collections ended, measured when the view is opened. */
import { useEffect, useMemo, useState } from "react";
import type { Recorded } from "../protocol";
import { Cancelled } from "../session";
import { thinnedMarks } from "../timeline";
import type { Asking } from "../use-run";
import { merged } from "./plot";
import type { MemorySample } from "./samples";

/** Steps measured, and how many at once: the engine answers for the player's own steps in between. */
const MEASURED = 120;
const AT_ONCE = 6;

interface Measured {
	readonly recorded: Recorded;
	readonly samples: readonly MemorySample[];
}

export function useSamples(recorded: Recorded, asking: Asking): readonly MemorySample[] {
	const { summary, outline } = recorded;
	const [measured, setMeasured] = useState<Measured | null>(null);
	useEffect(() => {
		const known = new Set(outline.memory.map(({ step }) => step));
		const wanted = thinnedMarks(summary.collections, summary.steps, MEASURED).filter((step) => !known.has(step));
		let over = false;
		const measure = async () => {
			const samples: MemorySample[] = [];
			for (let at = 0; at < wanted.length && !over; at += AT_ONCE) {
				samples.push(...(await asking.measure(wanted.slice(at, at + AT_ONCE))));
				if (!over) setMeasured({ recorded, samples: [...samples] });
			}
		};
		measure().catch((error: unknown) => {
			if (!(error instanceof Cancelled)) throw error;
		});
		return () => {
			over = true;
		};
	}, [recorded, summary, outline, asking]);
	return useMemo(
		() => merged(outline.memory, measured?.recorded === recorded ? measured.samples : []),
		[outline, measured, recorded],
	);
}
