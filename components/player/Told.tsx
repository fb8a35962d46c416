"use client";
/** What a step did, for those who hear it: told once the reader rests, since of steps in a hurry nobody could hear all. */
import { useEffect, useRef, useState } from "react";
import type { RecordingSummary } from "../../engine/api";
import type { Locale } from "../../exercises/types";
import type { narrate } from "./narrate";
import type { Shown } from "./use-run";

/** A key that is held repeats sooner than that. */
const REST_MS = 250;

interface ToldProps {
	/** Null: nothing is shown, or the program plays by itself. */
	readonly shown: Shown | null;
	readonly summary: RecordingSummary | null;
	/** Null: it is not here yet. */
	readonly narrate: typeof narrate | null;
	readonly locale: Locale;
}

export function Told({ shown, summary, narrate, locale }: ToldProps) {
	const [text, setText] = useState("");
	/** Characters of output that had been printed where it was told last. */
	const printed = useRef<number | null>(null);
	useEffect(() => {
		// In the midst of a step, the views say what happened.
		if (shown === null || summary === null || narrate === null || shown.place.moment !== null) {
			setText("");
			return;
		}
		const timer = setTimeout(() => {
			setText(narrate(shown, summary, printed.current, locale));
			printed.current = shown.state.outputLength;
		}, REST_MS);
		return () => clearTimeout(timer);
	}, [shown, summary, narrate, locale]);
	return (
		<p className="hwp-live" aria-live="polite">
			{text}
		</p>
	);
}
