"use client";
/**
 * The first picture of a run that came with the page, drawn with the page too: a click on Run shows it while the page
 * is still coming to life and the views are on their way, and these take its place.
 *
 * It is drawn where pages are made, and the browser keeps what it was sent: neither the views nor what draws them is
 * in the page's scripts, and nothing of it comes to life.
 */
import type { Locale } from "../../exercises/types";
import type * as Drawing from "./still-drawing";

export interface StillProps {
	/** The run as text (first-run.ts). */
	readonly first: string;
	readonly title: string;
	readonly locale: Locale;
	/** The run has been asked for. Before the page is alive, the mark of an early click says so (early-run.ts). */
	readonly shown: boolean;
}

/** Only where pages are made. The bundler leaves it out of the browser's scripts. */
const drawing: typeof Drawing | null =
	typeof window === "undefined" && typeof require === "function" ? require("./still-drawing") : null;

/** The same at every time, so that React never writes it: what stands there is what was sent. */
const AS_SENT = { __html: "" };

export function Still({ shown, ...run }: StillProps) {
	const className = `hwp-still${shown ? " hwp-still-shown" : ""}`;
	if (drawing !== null)
		return (
			<div className={className} aria-hidden="true" inert>
				<drawing.StillDrawing {...run} />
			</div>
		);
	return (
		<div
			className={className}
			aria-hidden="true"
			inert
			suppressHydrationWarning
			// biome-ignore lint/security/noDangerouslySetInnerHtml: it is empty, and keeps what is there
			dangerouslySetInnerHTML={AS_SENT}
		/>
	);
}
