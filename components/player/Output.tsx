"use client";
/** What the program had printed up to a step. */
import { memo } from "react";
import type { OutputChunk } from "../../engine/api";
import { ScrollBox } from "./ScrollBox";
import type { PlayerStrings } from "./strings";

interface OutputProps {
	readonly chunks: readonly OutputChunk[];
	/** Characters of all chunks together that have been written so far; null for all, the interpreter's exit included. */
	readonly length: number | null;
	/** The program's: a page may have several players. */
	readonly title: string;
	readonly strings: PlayerStrings;
}

/** Text beyond this is cut from the front: the latest is what a reader looks for. */
const SHOWN = 20_000;

/** The chunks up to a length, neighbours of one stream joined, with the offset each begins at. */
function upTo(chunks: readonly OutputChunk[], length: number): readonly (OutputChunk & { readonly at: number })[] {
	const shown: (OutputChunk & { readonly at: number })[] = [];
	const start = Math.max(0, length - SHOWN);
	let at = 0;
	for (const { stream, text } of chunks) {
		const from = Math.max(0, start - at);
		const part = text.slice(from, length - at);
		const last = shown.at(-1);
		if (part !== "" && last?.stream === stream) shown[shown.length - 1] = { ...last, text: last.text + part };
		else if (part !== "") shown.push({ stream, text: part, at: at + from });
		at += text.length;
		if (at >= length) break;
	}
	return shown;
}

export const Output = memo(function DrawOutput({ chunks, length, title, strings }: OutputProps) {
	const total = chunks.reduce((sum, chunk) => sum + chunk.text.length, 0);
	const shown = upTo(chunks, length ?? total);
	return (
		<ScrollBox className="hwp-output" label={`${strings.output}: ${title}`}>
			<h3 className="hwp-heading">{strings.output}</h3>
			{shown.length === 0 ? (
				<p className="hwp-quiet">{strings.noOutput}</p>
			) : (
				<pre>
					{shown.map((chunk) => (
						<span key={chunk.at} className={chunk.stream === "stderr" ? "hwp-stderr" : undefined}>
							{chunk.text}
						</span>
					))}
				</pre>
			)}
		</ScrollBox>
	);
});
