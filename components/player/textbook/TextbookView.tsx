"use client";
/**
 * What CPython does not do, on the heap that it works on: the textbook's mark and sweep, act by act, and reference
 * counting without a collector. Beside them, what CPython finds there.
 */
import { useMemo, useState } from "react";
import type { Seen } from "../collector/seen";
import { Icon, type IconName } from "../icons";
import type { ViewsProps } from "../Views";
import { Beside } from "./Beside";
import { Chips } from "./Chips";
import { actWords, COLOURS, markingAt, titlesOf } from "./marking";
import { TEXTBOOK_STRINGS } from "./strings";
import { type Textbook, useTextbook } from "./use-textbook";
import "./textbook.css";

interface TextbookProps extends ViewsProps {
	/** The collection at this place: the textbook is shown the heap that it began with. */
	readonly seen: Seen | null;
}

export function TextbookView(props: TextbookProps) {
	const { recorded, shown, seen, asking, locale } = props;
	const words = TEXTBOOK_STRINGS[locale];
	const { place } = shown;
	const inStep = place.moment !== null || place.phase !== null || seen !== null;
	const begin = seen?.course?.stops[0]?.step ?? place.step;
	const step = Math.max(0, inStep ? begin - 1 : place.step);
	const textbook = useTextbook(recorded, step, asking);
	const line = inStep ? (recorded.summary.lines[step] ?? null) : null;
	if (textbook === null || textbook === "failed") {
		return <p className="hwt hwt-wait">{textbook === null ? words.reading : words.failed}</p>;
	}
	return (
		<div className="hwt">
			<section role="group" className="hwt-main" aria-label={words.title}>
				<h3 className="hwt-title">{words.title}</h3>
				<p>
					<strong className="hwt-not">{words.notCPython}</strong> {words.intro}{" "}
					<span className="hwt-quiet">{inStep ? words.heapBefore(line) : words.heapHere}</span>
				</p>
				<Marking key={`${step}`} {...props} textbook={textbook} />
			</section>
			<Beside {...props} textbook={textbook} />
		</div>
	);
}

function Marking({ textbook, locale, selected, onSelect }: TextbookProps & { readonly textbook: Textbook }) {
	const words = TEXTBOOK_STRINGS[locale];
	const { mark, heap } = textbook;
	const [acts, setActs] = useState(0);
	const total = mark.events.length;
	const titles = useMemo(() => titlesOf(mark, heap.objects), [mark, heap]);
	const lists = useMemo(() => markingAt(mark, acts, titles), [mark, acts, titles]);
	const titleOf = (serial: number) => titles.get(serial) ?? `#${serial}`;
	const way = (icon: IconName, label: string, to: number) => (
		<button
			type="button"
			className="hwp-button hwp-square"
			aria-label={label}
			title={label}
			aria-disabled={to === acts || to < 0 || to > total}
			onClick={() => setActs(Math.min(Math.max(0, to), total))}
		>
			<Icon name={icon} />
		</button>
	);
	return (
		<>
			<fieldset className="hwt-ways">
				<legend className="hwt-hidden">{words.acts}</legend>
				{way("first", words.first, 0)}
				{way("back", words.back, acts - 1)}
				{way("forward", words.forward, acts + 1)}
				{way("last", words.last, total)}
				<span className="hwt-quiet hwt-at">{words.actOf(acts, total)}</span>
			</fieldset>
			<p className="hwt-act" aria-live="polite">
				{total === 0 ? words.act.nothing : actWords(mark.events[acts - 1], titleOf, words)}
			</p>
			<div className="hwt-colours">
				{COLOURS.map((colour) => (
					<section key={colour} className={`hwt-colour hwt-${colour}`} data-colour={colour}>
						<h4>
							<svg className="hwt-form" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
								<circle r="6" />
								<path d="M0-6A6 6 0 0 0 0 6Z" />
							</svg>
							{words.colour[colour]} <span className="hwt-quiet">{words.colourWords[colour]}</span>
						</h4>
						<Chips objects={lists[colour]} words={words} selected={selected} onSelect={onSelect} />
					</section>
				))}
			</div>
			{mark.eventsOmitted === 0 ? null : <p className="hwt-quiet">{words.cut(mark.eventsOmitted)}</p>}
		</>
	);
}
