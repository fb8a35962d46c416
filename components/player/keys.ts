/** What the keys do while the focus is in the player and not in the program. `Help.tsx` lists them for the reader. */
import type { KeyboardEvent } from "react";
import { VIEWS, type ViewName } from "./Tabs";

/** On, or with Shift back. */
type By = 1 | -1;

export interface KeyWays {
	readonly step: (by: By) => void;
	readonly toEnd: (by: By) => void;
	readonly run: () => void;
	/** False: there is nothing to leave off, and the key is for others. */
	readonly escape: () => boolean;
	readonly pace: (by: By) => void;
	readonly grain: (by: By) => void;
	readonly toBreakpoint: (by: By) => void;
	readonly play: () => void;
	readonly toDeath: (by: By) => void;
	readonly toCollection: (by: By) => void;
	readonly toPhase: (by: By) => void;
	readonly help: () => void;
	readonly view: (view: ViewName) => void;
}

/** The choice after the present one, round and round. */
export function following<T>(choices: readonly T[], now: T, by: By): T {
	return choices[(choices.indexOf(now) + by + choices.length) % choices.length] ?? now;
}

export function keysOf(ways: KeyWays): (event: KeyboardEvent<HTMLElement>) => void {
	return (event) => {
		if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
		const target = event.target instanceof HTMLElement ? event.target : null;
		if (target?.closest(".hwp-editor, select, dialog") != null) return;
		const inScrub = target?.matches('input[type="range"]') ?? false;
		const by: By = event.shiftKey ? -1 : 1;
		// With Shift a letter goes back; Caps Lock changes nothing.
		const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		switch (key) {
			case "ArrowLeft":
			case "ArrowRight":
				if (inScrub) return;
				ways.step(event.key === "ArrowLeft" ? -1 : 1);
				break;
			case "Home":
			case "End":
				if (inScrub) return;
				ways.toEnd(event.key === "Home" ? -1 : 1);
				break;
			case "r":
				ways.run();
				break;
			case "Escape":
				if (!ways.escape()) return;
				break;
			case "s":
				ways.pace(by);
				break;
			case "b":
				ways.toBreakpoint(by);
				break;
			case "p":
				ways.play();
				break;
			case "d":
				ways.toDeath(by);
				break;
			case "c":
				ways.toCollection(by);
				break;
			case "g":
				ways.grain(by);
				break;
			case "]":
			case "[":
				ways.toPhase(event.key === "]" ? 1 : -1);
				break;
			case "?":
				ways.help();
				break;
			default: {
				const named = VIEWS[Number(event.key) - 1];
				if (named === undefined) return;
				ways.view(named);
			}
		}
		event.preventDefault();
	};
}
