"use client";
/** The ways along the selected object's life, by button and by key. */
import { type RefObject, useCallback, useEffect, useMemo } from "react";
import type { ViewsProps } from "../Views";
import { birthOf, changeFrom, deathOf } from "./search";
import { ASKING } from "./strings";
import { type Searching, useSearch } from "./use-search";

export interface Life {
	readonly searching: Searching;
	readonly toChange: (by: 1 | -1) => void;
	readonly toBirth: () => void;
	readonly toDeath: () => void;
}

/** Null: nothing is selected. */
export function useLife({ recorded, shown, selected, asking, locale, onGo }: ViewsProps): Life | null {
	const about = useMemo(() => ({ recorded, selected }), [recorded, selected]);
	const searching = useSearch(about, onGo);
	const { steps } = recorded.summary;
	const { step, moment, phase } = shown.place;
	// From the midst of a step, its own end is the next place at which something may have changed.
	const before = moment !== null || phase !== null ? step - 1 : step;
	const { find } = searching;
	const said = ASKING[locale];
	return useMemo(() => {
		if (selected === null) return null;
		return {
			searching,
			toChange: (by) => {
				const from = by > 0 ? before : step;
				find(
					from,
					(goOn, onLooked) => changeFrom(asking, from, by, selected, goOn, onLooked),
					by > 0 ? said.noLater : said.noEarlier,
				);
			},
			toBirth: () => find(0, (goOn) => birthOf(asking, steps, selected, goOn), said.noEarlier),
			toDeath: () => find(step, () => deathOf(asking, steps, selected), said.neverDies),
		};
	}, [selected, searching, find, asking, before, step, steps, said]);
}

interface Acts {
	readonly life: Life | null;
	/** Puts the references back that were thought away; null: there are none. */
	readonly onPutBack: (() => void) | null;
	/** Asks why the selected object is alive, or asks no more; null: nothing is selected. */
	readonly onWhy: (() => void) | null;
	readonly onPin: () => void;
}

/** Keys of the whole player, heard where the views are: `n` and `N`, `w`, `m`, and Escape to put references back. */
export function useAskingKeys(box: RefObject<HTMLElement | null>, { life, onPutBack, onWhy, onPin }: Acts): void {
	const act = useCallback(
		(event: KeyboardEvent): boolean => {
			switch (event.key) {
				case "n":
				case "N":
					if (life === null) return false;
					life.toChange(event.key === "N" ? -1 : 1);
					return true;
				case "w":
					onWhy?.();
					return onWhy !== null;
				case "m":
					onPin();
					return true;
				case "Escape":
					onPutBack?.();
					return onPutBack !== null;
				default:
					return false;
			}
		},
		[life, onPutBack, onWhy, onPin],
	);
	useEffect(() => {
		const player = box.current?.closest<HTMLElement>(".hwp");
		if (player == null) return;
		const hear = (event: KeyboardEvent) => {
			if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
			const target = event.target instanceof Element ? event.target : null;
			if (target?.closest(".hwp-editor, select, dialog") != null) return;
			if (!act(event)) return;
			event.preventDefault();
			event.stopPropagation();
		};
		player.addEventListener("keydown", hear);
		return () => player.removeEventListener("keydown", hear);
	}, [box, act]);
}
