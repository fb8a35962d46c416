"use client";
/** The courses of the collections around a step, fetched once each. */
import { useEffect, useRef, useState } from "react";
import type { RecordingSummary } from "../../../engine/api";
import { marked, nextMark } from "../../../engine/marks";
import type { Shown } from "../use-run";
import type { ViewsProps } from "../Views";
import { type Course, coursesEndingIn } from "./course";

interface Known {
	readonly recorded: ViewsProps["recorded"];
	readonly courses: ReadonlyMap<number, readonly Course[]>;
}

/** The steps that the collections at work at a place end in: its own, and that of the one under way. */
export function endsNear({ collections, steps }: RecordingSummary, { place, state }: Shown): readonly number[] {
	const { step } = place;
	const ends: number[] = [];
	if (step > 0 && marked(collections, step)) ends.push(step);
	if (state.collecting !== null) ends.push(nextMark(collections, step) ?? steps);
	return [...new Set(ends)];
}

/** Null until they are known. A step may have the end of one collection and the beginning of another. */
export function useCourses(recorded: ViewsProps["recorded"], shown: Shown, asking: ViewsProps["asking"]) {
	const [known, setKnown] = useState<Known>({ recorded, courses: new Map() });
	const asked = useRef(new Set<number>());
	const { summary } = recorded;
	const [here = null, next = null] = endsNear(summary, shown);
	const fresh = known.recorded === recorded;

	useEffect(() => {
		if (!fresh) {
			asked.current = new Set();
			setKnown({ recorded, courses: new Map() });
			return;
		}
		let current = true;
		for (const end of [here, next]) {
			if (end === null || asked.current.has(end)) continue;
			asked.current.add(end);
			coursesEndingIn(asking, end, end === summary.steps).then(
				(courses) =>
					setKnown((all) =>
						all.recorded === recorded ? { recorded, courses: new Map(all.courses).set(end, courses) } : all,
					),
				// Another run has begun, or the worker is gone: the player says so.
				() => current && asked.current.delete(end),
			);
		}
		return () => {
			current = false;
		};
	}, [recorded, summary, here, next, fresh, asking]);

	if (!fresh) return null;
	const courses = [here, next].flatMap((end) => (end === null ? [] : (known.courses.get(end) ?? [])));
	const loading = [here, next].some((end) => end !== null && !known.courses.has(end));
	return loading && courses.length === 0 ? null : courses;
}
