"use client";
import { useMemo } from "react";
import type { ViewsProps } from "../Views";
import { type Seen, seenAt } from "./seen";
import { useCourses } from "./use-courses";

/** The collection at the place shown, or null where none ran up to there in its step. */
export function useSeen({ recorded, shown, asking }: Pick<ViewsProps, "recorded" | "shown" | "asking">): Seen | null {
	const courses = useCourses(recorded, shown, asking);
	return useMemo(() => seenAt(shown, courses), [shown, courses]);
}
