"use client";
/** The engine's answers for one heap: mark and sweep, counting alone, and what CPython's own collector would find. */
import { useEffect, useState } from "react";
import type { HeapState } from "../../../engine/api";
import type { CountingAlone, MarkAndSweep, WhatIf } from "../../../engine/questions";
import type { ViewsProps } from "../Views";

export interface Textbook {
	readonly heap: HeapState;
	readonly mark: MarkAndSweep;
	readonly counting: CountingAlone;
	readonly whatIf: WhatIf;
}

interface Known {
	readonly recorded: ViewsProps["recorded"];
	readonly step: number;
	readonly textbook: Textbook | "failed";
}

/** Null until they come. */
export function useTextbook(
	recorded: ViewsProps["recorded"],
	step: number,
	asking: ViewsProps["asking"],
): Textbook | "failed" | null {
	const [known, setKnown] = useState<Known | null>(null);
	useEffect(() => {
		let wanted = true;
		Promise.all([
			asking.stateAt({ step }),
			asking.ask("markAndSweep", step),
			asking.ask("countingAlone", step),
			asking.ask("whatIf", step, []),
		]).then(
			([heap, mark, counting, whatIf]) =>
				wanted && setKnown({ recorded, step, textbook: { heap, mark, counting, whatIf } }),
			() => wanted && setKnown({ recorded, step, textbook: "failed" }),
		);
		return () => {
			wanted = false;
		};
	}, [recorded, step, asking]);
	return known?.recorded === recorded && known.step === step ? known.textbook : null;
}
