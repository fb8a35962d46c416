"use client";
/** The courses of the collections around a step, fetched once each. */
import { useEffect, useRef, useState } from "react";
import type { ViewsProps } from "../Views";
import { type Course, coursesEndingIn, endingNear } from "./course";

interface Known {
	readonly recorded: ViewsProps["recorded"];
	readonly courses: ReadonlyMap<number, readonly Course[]>;
}

/** Null until they are known. A step may have the end of one collection and the beginning of another. */
export function useCourses(recorded: ViewsProps["recorded"], step: number, asking: ViewsProps["asking"]) {
	const [known, setKnown] = useState<Known>({ recorded, courses: new Map() });
	const asked = useRef(new Set<number>());
	const { summary } = recorded;
	const here = endingNear(summary, step);
	const next = here === step ? endingNear(summary, step + 1) : null;
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
			coursesEndingIn(asking, end).then(
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
	}, [recorded, here, next, fresh, asking]);

	if (!fresh) return null;
	const courses = [here, next].flatMap((end) => (end === null ? [] : (known.courses.get(end) ?? [])));
	const loading = [here, next].some((end) => end !== null && !known.courses.has(end));
	return loading && courses.length === 0 ? null : courses;
}
