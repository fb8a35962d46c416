"use client";
/** Objects as a row of their titles: the one that an act is about marked, what was swept struck through. */
import type { TextbookStrings } from "./strings";

interface ChipsProps {
	readonly objects: readonly {
		readonly serial: number;
		readonly title: string;
		readonly now?: boolean;
		readonly swept?: boolean;
		/** Said after the title. */
		readonly note?: string;
	}[];
	readonly words: TextbookStrings;
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
}

const MOST = 80;

export function Chips({ objects, words, selected, onSelect }: ChipsProps) {
	// The object of an act is listed, however many there are.
	const listed = objects.length <= MOST ? objects : objects.filter(({ now }, at) => now || at < MOST);
	if (objects.length === 0) return <p className="hwt-quiet">{words.none}</p>;
	return (
		<ul className="hwt-chips">
			{listed.map(({ serial, title, now = false, swept = false, note }) => (
				<li key={serial}>
					<button
						type="button"
						className={`hwt-chip${now ? " hwt-chip-now" : ""}`}
						data-serial={serial}
						aria-current={now ? "true" : undefined}
						aria-pressed={serial === selected}
						onClick={() => onSelect(serial === selected ? null : serial)}
					>
						{swept ? <s>{title}</s> : title}
						{swept ? <span className="hwt-quiet"> {words.swept}</span> : null}
						{note === undefined ? null : <span className="hwt-quiet"> {note}</span>}
					</button>
				</li>
			))}
			{objects.length > listed.length ? (
				<li className="hwt-quiet">{words.more(objects.length - listed.length)}</li>
			) : null}
		</ul>
	);
}
