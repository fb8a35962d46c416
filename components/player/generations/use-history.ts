"use client";
/** Samples a run's states one at a time, so that what the reader asks for meanwhile waits for one of them at most. */
import { useEffect, useState } from "react";
import type { ViewsProps } from "../Views";
import { coarseFirst, collectionsIn, type Ran, type Sample, sampleOf, stepsToSample } from "./history";

export interface History {
	/** By step. */
	readonly samples: readonly Sample[];
	readonly collections: readonly Ran[];
	/** Every state that is to be looked at has been. */
	readonly complete: boolean;
}

const NOTHING: History = { samples: [], collections: [], complete: false };
/** Milliseconds between two pictures while samples come in. */
const PACE = 200;

interface Known {
	readonly recorded: ViewsProps["recorded"] | null;
	readonly history: History;
}

/** What is known of the run last sampled: leaving the view and coming back begins nothing anew. */
let kept: Known = { recorded: null, history: NOTHING };

export function useHistory(recorded: ViewsProps["recorded"], asking: ViewsProps["asking"]): History {
	const [known, setKnown] = useState<Known>(kept);
	useEffect(() => {
		if (kept.recorded === recorded && kept.history.complete) {
			setKnown(kept);
			return;
		}
		let wanted = true;
		const samples = new Map<number, Sample>();
		const collections: Ran[] = [];
		const tell = (complete: boolean) => {
			const bySteps = [...samples.values()].sort((a, b) => a.step - b.step);
			const ran = [...collections].sort((a, b) => a.number - b.number);
			kept = { recorded, history: { samples: bySteps, collections: ran, complete } };
			setKnown(kept);
		};
		const sample = async () => {
			const { summary } = recorded;
			let told = performance.now();
			for (const step of coarseFirst(stepsToSample(summary))) {
				const state = await asking.stateAt({ step });
				if (!wanted) return;
				samples.set(step, sampleOf(state));
				collections.push(...collectionsIn(state));
				if (performance.now() - told < PACE) continue;
				told = performance.now();
				tell(false);
			}
			tell(true);
		};
		// Where another run has begun, or the worker is gone, the player says so.
		sample().catch(() => {});
		return () => {
			wanted = false;
		};
	}, [recorded, asking]);
	return known.recorded === recorded ? known.history : NOTHING;
}
