"use client";
/** That no collection starts by itself at this step, and since when. */
import { useAnswer } from "../asking/use-answer";
import type { ViewsProps } from "../Views";
import { type Off, offSince } from "./off-since";
import type { GenerationsStrings } from "./strings";

interface OffNoteProps extends Pick<ViewsProps, "asking" | "onGo"> {
	readonly off: Off;
	readonly step: number;
	readonly words: GenerationsStrings;
}

export function OffNote({ off, step, words, asking, onGo }: OffNoteProps) {
	const { answer: since } = useAnswer(off, step, (at) => offSince(asking, at));
	return (
		<p className="hwg-off" role="status">
			{words.off[off]}
			{since === null ? null : (
				<>
					{words.between}
					<button type="button" className="hwp-link" onClick={() => onGo(since.step)}>
						{words.since(since.line, since.step)}
					</button>
				</>
			)}
		</p>
	);
}
