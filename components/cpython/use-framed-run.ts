"use client";
/** A run on CPython as React sees it: begun when the component appears, ended with it. */
import { type RefObject, useCallback, useEffect, useReducer, useRef } from "react";
import type { ProfileName } from "../../engine/profiles";
import { beginRun, type Ending } from "./framed-run";
import type { Stream } from "./messages";
import type { Release } from "./release";

/** What is asked for; another object asks for another run. */
export interface Asked {
	readonly program: string;
	readonly profile: ProfileName;
}

export type Progress =
	| { readonly kind: "looking" }
	| { readonly kind: "loading"; readonly loaded: number }
	| { readonly kind: "starting" }
	| { readonly kind: "running"; readonly since: number }
	| { readonly kind: "over"; readonly ending: Ending; readonly ran: boolean };

/** Neighbours of one stream are one. */
export interface Written {
	readonly stream: Stream;
	readonly text: string;
}

export interface FramedRun {
	readonly release: Release | null;
	readonly progress: Progress;
	/** In the order written. */
	readonly output: readonly Written[];
}

const AT_FIRST: FramedRun = { release: null, progress: { kind: "looking" }, output: [] };

type Action =
	| { readonly kind: "begun" }
	| { readonly kind: "progress"; readonly progress: Progress; readonly release?: Release }
	| { readonly kind: "output"; readonly written: readonly Written[] };

export function joined(output: readonly Written[], more: readonly Written[]): readonly Written[] {
	const all = [...output];
	for (const { stream, text } of more) {
		const last = all.at(-1);
		if (last?.stream === stream) all[all.length - 1] = { stream, text: last.text + text };
		else all.push({ stream, text });
	}
	return all;
}

function reduce(run: FramedRun, action: Action): FramedRun {
	switch (action.kind) {
		case "begun":
			return AT_FIRST;
		case "progress":
			return { ...run, progress: action.progress, release: action.release ?? run.release };
		case "output":
			return { ...run, output: joined(run.output, action.written) };
	}
}

/** Output is drawn this often, in milliseconds, however fast it comes. */
const DRAWN_EVERY = 80;

/** The run that is asked for, in a frame under `host`, and a call that stops it. */
export function useFramedRun(host: RefObject<HTMLElement | null>, asked: Asked): readonly [FramedRun, () => void] {
	const [run, dispatch] = useReducer(reduce, AT_FIRST);
	const stop = useRef<() => void>(() => undefined);

	useEffect(() => {
		const place = host.current;
		if (place === null) return;
		dispatch({ kind: "begun" });
		let waiting: Written[] = [];
		let timer: ReturnType<typeof setTimeout> | undefined;
		let ran = false;
		let left = false;
		const draw = () => {
			clearTimeout(timer);
			timer = undefined;
			if (waiting.length > 0) dispatch({ kind: "output", written: waiting });
			waiting = [];
		};
		const end = beginRun(place, asked.program, asked.profile, {
			onLoading: (release, loaded) => dispatch({ kind: "progress", progress: { kind: "loading", loaded }, release }),
			onStarting: () => dispatch({ kind: "progress", progress: { kind: "starting" } }),
			onRunning: () => {
				ran = true;
				dispatch({ kind: "progress", progress: { kind: "running", since: Date.now() } });
			},
			onOutput: (stream, text) => {
				waiting.push({ stream, text });
				timer ??= setTimeout(draw, DRAWN_EVERY);
			},
			onEnd: (ending) => {
				if (left) return;
				draw();
				dispatch({ kind: "progress", progress: { kind: "over", ending, ran } });
			},
		});
		stop.current = end;
		return () => {
			left = true;
			clearTimeout(timer);
			end();
		};
	}, [host, asked]);

	return [run, useCallback(() => stop.current(), [])];
}
