"use client";
/** The collection at this place, beside the graph; nothing where there is none. Loaded with the first run that has one. */
import { MORE_STRINGS } from "../more-strings";
import type { ViewsProps } from "../Views";
import { PhasePanel } from "./PhasePanel";
import { useSeen } from "./use-seen";

export default function Phases(props: ViewsProps) {
	const seen = useSeen(props);
	return seen === null ? null : <PhasePanel {...props} strings={MORE_STRINGS[props.locale]} seen={seen} />;
}
