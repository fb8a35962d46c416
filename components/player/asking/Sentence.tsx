"use client";
/** A sentence on the page: its objects select, its steps lead there. */
import type { ReactNode } from "react";
import { keyed } from "../keyed";
import { nameOf, type Part } from "./parts";

export interface SentenceWays {
	readonly selected: number | null;
	readonly onSelect: (serial: number) => void;
	readonly onGo: (step: number) => void;
}

interface SentenceProps extends SentenceWays {
	readonly parts: readonly Part[];
}

export function Sentence({ parts, ...ways }: SentenceProps) {
	return keyed(parts, (part) => (typeof part === "string" ? part : part.kind)).map(({ key, item }) => (
		<Piece key={key} part={item} {...ways} />
	));
}

function Piece({ part, selected, onSelect, onGo }: SentenceWays & { readonly part: Part }): ReactNode {
	if (typeof part === "string") return part;
	if (part.kind === "code") return <code>{part.text}</code>;
	if (part.kind === "step")
		return (
			<button type="button" className="hwp-link" onClick={() => onGo(part.step)}>
				{part.text}
			</button>
		);
	const { object } = part;
	if (!object.own) return <span className="hwp-furniture-word">{nameOf(object)}</span>;
	if (object.serial === selected) return <b>{nameOf(object)}</b>;
	return (
		<button type="button" className="hwp-link" onClick={() => onSelect(object.serial)}>
			{nameOf(object)}
		</button>
	);
}
