"use client";
/** The names of the views, as tabs: arrows, Home and End go from one to the next. Where they do not fit, their row scrolls. */
import { type KeyboardEvent, memo, useEffect, useRef } from "react";
import type { PlayerStrings } from "./strings";

export type ViewName = "graph" | "generations" | "collector" | "textbook" | "bytecode" | "table" | "memory";

export const VIEWS: readonly ViewName[] = [
	"graph",
	"generations",
	"collector",
	"textbook",
	"bytecode",
	"table",
	"memory",
];

interface TabsProps {
	/** Prefix of the ids of tabs and panel. */
	readonly id: string;
	readonly view: ViewName;
	readonly strings: PlayerStrings;
	readonly onView: (view: ViewName) => void;
}

/** The tab that a key leads to, or undefined. */
function tabAfter(view: ViewName, key: string): ViewName | undefined {
	const at = VIEWS.indexOf(view);
	if (key === "Home") return VIEWS[0];
	if (key === "End") return VIEWS.at(-1);
	if (key === "ArrowRight") return VIEWS[(at + 1) % VIEWS.length];
	return key === "ArrowLeft" ? VIEWS.at(at - 1) : undefined;
}

export const Tabs = memo(function DrawTabs({ id, view, strings, onView }: TabsProps) {
	const list = useRef<HTMLDivElement>(null);
	const scrolled = useRef(false);
	useEffect(() => {
		// It begins with the first tab in sight. To measure is to lay out the player, which may be far below the window.
		if (!scrolled.current && view === VIEWS[0]) return;
		scrolled.current = true;
		const box = list.current;
		const tab = document.getElementById(`${id}-tab-${view}`);
		if (box === null || tab === null) return;
		// The row scrolls, never the page.
		const from = tab.offsetLeft - box.offsetLeft;
		if (from < box.scrollLeft) box.scrollLeft = from;
		else if (from + tab.offsetWidth > box.scrollLeft + box.clientWidth)
			box.scrollLeft = from + tab.offsetWidth - box.clientWidth;
	}, [id, view]);
	const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
		const to = tabAfter(view, event.key);
		if (to === undefined) return;
		event.preventDefault();
		onView(to);
		document.getElementById(`${id}-tab-${to}`)?.focus({ preventScroll: true });
	};
	return (
		<div ref={list} className="hwp-tablist" role="tablist" aria-label={strings.views}>
			{VIEWS.map((name, at) => (
				<button
					key={name}
					type="button"
					role="tab"
					id={`${id}-tab-${name}`}
					aria-selected={view === name}
					aria-controls={`${id}-panel`}
					aria-keyshortcuts={String(at + 1)}
					tabIndex={view === name ? 0 : -1}
					className="hwp-tab"
					title={`${strings[name]} (${at + 1})`}
					onClick={() => onView(name)}
					onKeyDown={onKeyDown}
				>
					{strings[name]}
				</button>
			))}
		</div>
	);
});
