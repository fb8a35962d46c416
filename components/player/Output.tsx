"use client";
/** What the program had printed up to a step, and how its run ended where it did not simply end. */
import type { Outcome, OutputChunk } from "../../engine/api";
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

export function Output({ chunks, length, title, strings }: OutputProps) {
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
}

/** The line at which a run came to grief, or null where it ended well. */
export function failedLine(outcome: Outcome, errorLine: number | null): number | null {
	if (outcome.kind === "unsupported" || outcome.kind === "limit") return outcome.line;
	return outcome.kind === "finished" && outcome.exitStatus !== 0 ? errorLine : null;
}

interface NoticeProps {
	readonly outcome: Outcome;
	readonly errorLine: number | null;
	/** Whether any line ran at all. */
	readonly began: boolean;
	readonly strings: PlayerStrings;
}

/** One clear message about a run that did not simply end; nothing otherwise. */
export function Notice({ outcome, errorLine, began, strings }: NoticeProps) {
	const line = failedLine(outcome, errorLine);
	switch (outcome.kind) {
		case "finished":
			if (outcome.exitStatus === 0 || line === null) return null;
			return (
				<p className="hwp-notice" role="status">
					{began ? strings.failedAt(line) : strings.notPython(line)}
				</p>
			);
		case "unsupported":
			return (
				<p className="hwp-notice" role="status">
					<b>{strings.unsupported(outcome.line)}</b> <span lang="en">{outcome.feature}</span>
				</p>
			);
		case "limit":
			return (
				<p className="hwp-notice" role="status">
					<b>{strings.limit[outcome.limit](outcome.line)}</b>
				</p>
			);
		case "bug":
			return (
				<p className="hwp-notice" role="status">
					<b>{strings.bug}</b> <span lang="en">{outcome.message}</span>
				</p>
			);
	}
}
