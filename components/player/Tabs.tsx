"use client";
/** The names of the views, as tabs: arrows go from one to the next. */
import type { KeyboardEvent } from "react";
import type { PlayerStrings } from "./strings";

export type ViewName = "graph" | "generations" | "collector" | "textbook" | "bytecode" | "table";

export const VIEWS: readonly ViewName[] = ["graph", "generations", "collector", "textbook", "bytecode", "table"];

interface TabsProps {
	/** Prefix of the ids of tabs and panel. */
	readonly id: string;
	readonly view: ViewName;
	readonly strings: PlayerStrings;
	readonly onView: (view: ViewName) => void;
}

export function Tabs({ id, view, strings, onView }: TabsProps) {
	const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
		const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
		const to = VIEWS[(VIEWS.indexOf(view) + by + VIEWS.length) % VIEWS.length];
		if (by === 0 || to === undefined) return;
		event.preventDefault();
		onView(to);
		document.getElementById(`${id}-tab-${to}`)?.focus();
	};
	return (
		<div className="hwp-tablist" role="tablist" aria-label={strings.views}>
			{VIEWS.map((name) => (
				<button
					key={name}
					type="button"
					role="tab"
					id={`${id}-tab-${name}`}
					aria-selected={view === name}
					aria-controls={`${id}-panel`}
					tabIndex={view === name ? 0 : -1}
					className="hwp-tab"
					onClick={() => onView(name)}
					onKeyDown={onKeyDown}
				>
					{strings[name]}
				</button>
			))}
		</div>
	);
}
