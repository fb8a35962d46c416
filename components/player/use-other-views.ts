"use client";
/** The views that come apart, from their first use on. */
import { useEffect, useState } from "react";

type OtherViews = typeof import("./OtherViews").default;

/** Once one player of the page has got them. */
let here: OtherViews | null = null;

/** Gets them once they are wanted. Null until they come; `absent` where they could not be fetched. */
export function useOtherViews(wanted: boolean): OtherViews | "absent" | null {
	const [views, setViews] = useState<OtherViews | "absent" | null>(() => here);
	useEffect(() => {
		if (!wanted || (views !== null && views !== "absent")) return;
		let left = false;
		import("./OtherViews").then(
			(module) => {
				here = module.default;
				if (!left) setViews(() => module.default);
			},
			() => {
				if (!left) setViews((known: OtherViews | "absent" | null) => known ?? "absent");
			},
		);
		return () => {
			left = true;
		};
	}, [wanted, views]);
	return views;
}
