"use client";
/** Whether steps follow one another faster than motion could show any of them. */
import { useEffect, useMemo, useRef } from "react";
import type { Shown } from "./use-run";

/** Motion takes 200 ms at most. */
const MOTION_MS = 250;

export function useQuick(shown: Shown | null): boolean {
	const drawnAt = useRef(Number.NEGATIVE_INFINITY);
	useEffect(() => {
		if (shown !== null) drawnAt.current = performance.now();
	}, [shown]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: asked once of each
	return useMemo(() => performance.now() - drawnAt.current < MOTION_MS, [shown]);
}
