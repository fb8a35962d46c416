"use client";
/**
 * What is asked about the selected object, with its keys and its panel. It comes apart from the views, since nothing of
 * it is needed before something is selected, and then stays: no answer is lost when another view is shown.
 */
import { memo, type RefObject, useLayoutEffect } from "react";
import { createPortal } from "react-dom";
import type { DrawnReference, GraphMarks } from "../graph/marks";
import { MORE_STRINGS } from "../more-strings";
import type { ViewsProps } from "../Views";
import { AskPanel } from "./AskPanel";
import { useAsk } from "./use-ask";
import { useAskingKeys, useLife } from "./use-life";

/** What the graph draws of an answer. */
export interface DrawnAnswer {
	readonly marks: GraphMarks | undefined;
	readonly picked: DrawnReference | null;
}

interface AskingProps extends ViewsProps {
	readonly views: RefObject<HTMLElement | null>;
	/** Where the panel is drawn; null where the view shown has no place for it. */
	readonly panel: HTMLElement | null;
	/** Told before anything is painted what the graph is to draw. */
	readonly onAnswer: (answer: DrawnAnswer) => void;
	/** Filled with what a reference that is picked on the graph does. */
	readonly pick: RefObject<((reference: DrawnReference | null) => void) | null>;
}

function AskingParts({ views, panel, onAnswer, pick, ...props }: AskingProps) {
	const asked = useAsk(props);
	const life = useLife(props);
	const { selected, onPin, shown } = props;
	useAskingKeys(views, {
		life,
		onPutBack: asked.cuts.length > 0 ? asked.onPutBack : null,
		onWhy: selected === null ? null : () => asked.onQuestion(asked.question === "alive" ? null : "alive"),
		onPin: () => onPin(shown.place.step),
	});
	const { marks, picked, onPick } = asked;
	useLayoutEffect(() => onAnswer({ marks, picked }), [onAnswer, marks, picked]);
	useLayoutEffect(() => {
		pick.current = onPick;
		return () => {
			pick.current = null;
		};
	}, [pick, onPick]);
	return panel === null
		? null
		: createPortal(<AskPanel {...props} strings={MORE_STRINGS[props.locale]} asked={asked} life={life} />, panel);
}

/** Drawn anew for what it is given alone: telling its marks draws the views again, and must not come back to it. */
export default memo(AskingParts);
