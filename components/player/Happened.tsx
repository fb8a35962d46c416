"use client";
/** In the midst of a step: the event that came last, in words. Loaded once a run is shown. */
import type { EventView } from "../../engine/api";
import type { Locale } from "../../exercises/types";
import { eventWords } from "./event-words";

export default function Happened({ event, locale }: { readonly event: EventView; readonly locale: Locale }) {
	return (
		<p className="hwp-happened" role="status">
			{eventWords(event, locale)}
		</p>
	);
}
