"use client";

import { useLocale } from "../i18n/LocaleProvider";
import Player from "../player/Player";

/** A program of a lesson, as its page knows it. */
export interface LessonProgram {
	readonly id: string;
	readonly source: string;
	readonly title: string | null;
	/** Its run, made with the page (player/first-run.ts); null where it is not soon done. */
	readonly first: string | null;
}

interface ProgramProps {
	readonly program: LessonProgram;
	/** It is the lesson's first: within reach before the page is alive, so that its picture comes with the page. */
	readonly leads: boolean;
}

/** A program in the laboratory, as wide as the page allows. */
export function Program({ program, leads }: ProgramProps) {
	return (
		<div className="wide" id={`program-${program.id}`} data-program>
			<Player
				source={program.source}
				first={program.first}
				drawn={leads}
				late={!leads}
				title={program.title ?? `${program.id}.py`}
				locale={useLocale()}
				mode="program"
			/>
		</div>
	);
}
