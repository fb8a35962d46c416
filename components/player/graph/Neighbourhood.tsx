"use client";
/** The selected object with what holds it and what it holds, drawn in full where the picture folds it. */
import { useId, useMemo } from "react";
import type { ObjectView } from "../../../engine/api";
import { titleOf } from "../names";
import type { PlayerStrings } from "../strings";
import type { Shown } from "../use-run";
import { Drawing } from "./Drawing";
import { foldStrings } from "./fold-strings";
import { layoutRun } from "./layout";
import { focusPicture } from "./neighbourhood-picture";
import type { Outline } from "./outline";
import { pressedAt } from "./pressed";
import { sceneOf } from "./scene";

interface NeighbourhoodProps {
	readonly outline: Outline;
	readonly shown: Shown;
	readonly object: ObjectView;
	readonly objects: ReadonlyMap<number, ObjectView>;
	readonly width: number;
	readonly onSelect: (serial: number) => void;
	readonly strings: PlayerStrings;
}

export function Neighbourhood({ outline, shown, object, objects, width, onSelect, strings }: NeighbourhoodProps) {
	const id = useId();
	const { serial } = object;
	// The object as it was when it was selected: its place is the run's, not the step's.
	const picture = useMemo(() => focusPicture(outline, serial, objects.get(serial)), [outline, serial, objects]);
	const layout = useMemo(() => layoutRun(picture, width - 32), [picture, width]);
	const whole = sceneOf(shown, picture, Number.POSITIVE_INFINITY);
	const scene = {
		...whole,
		frames: [],
		cards: whole.cards.filter((card) => layout.cards.has(card.object.serial)),
		ghosts: whole.ghosts.filter((death) => layout.cards.has(death.serial)),
	};
	const edges = whole.edges.filter(
		({ edge }) => edge.from.kind === "card" && (edge.from.serial === serial || edge.to === serial),
	);
	/** Whether it was a card: it becomes the one in the middle. */
	const press = (target: EventTarget) => {
		const pressed = pressedAt(target);
		if (pressed?.kind !== "card") return false;
		if (pressed.serial !== serial) onSelect(pressed.serial);
		return true;
	};
	const title = foldStrings(strings).focus(titleOf(object));
	return (
		<section role="group" className="hwp-focus" aria-label={title}>
			<p className="hwp-heading">{title}</p>
			<div className="hwp-canvas">
				<svg
					aria-label={title}
					width={layout.width}
					height={layout.height}
					viewBox={`0 0 ${layout.width} ${layout.height}`}
					onClick={({ target }) => press(target)}
					onKeyDown={(event) => {
						if (event.key !== "Enter" && event.key !== " ") return;
						if (press(event.target)) event.preventDefault();
					}}
				>
					<Drawing
						id={id}
						picture={picture}
						layout={layout}
						scene={scene}
						edges={edges}
						objects={objects}
						selected={serial}
						looked={null}
						focusable={serial}
						marks={undefined}
						picked={null}
						near={null}
						totalOf={() => null}
						strings={strings}
					/>
				</svg>
			</div>
		</section>
	);
}
