import { Fragment, type ReactNode } from "react";
import type { InlineText } from "@/exercises/types";
import { type Inline as InlinePart, parseInline } from "./inline-text";

/** Draws an item's text: code and emphasis as authored, everything else as it stands. */
export function Inline({ text }: { readonly text: InlineText }): ReactNode {
	return parseInline(text).map((part, index) => {
		// Parts never move or change: the text is constant, so their place is their identity.
		const key = `${index}`;
		return <Fragment key={key}>{draw(part)}</Fragment>;
	});
}

function draw(part: InlinePart): ReactNode {
	switch (part.kind) {
		case "text":
			return part.text;
		case "code":
			return <code>{part.text}</code>;
		case "em":
			return <em>{part.text}</em>;
		case "strong":
			return <strong>{part.text}</strong>;
	}
}
