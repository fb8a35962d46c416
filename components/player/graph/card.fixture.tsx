/** The cards of a state as they are in the page, for tests. */
import { Window } from "happy-dom";
import { renderToStaticMarkup } from "react-dom/server";
import type { Recording } from "../../../engine/api";
import { STRINGS } from "../strings";
import type { Shown } from "../use-run";
import { Card } from "./Card";
import { pictureOf } from "./fold";
import { layoutRun } from "./layout";
import { outlineOf } from "./outline";
import { sceneOf } from "./scene";

const page = new Window().document;

export function cardsOf({ summary, stateAt }: Recording, shown: Shown) {
	const picture = pictureOf(outlineOf(summary.steps, stateAt, 10), new Map());
	const layout = layoutRun(picture, 800);
	const box = page.createElement("div");
	box.innerHTML = renderToStaticMarkup(
		<svg>
			<title>the cards</title>
			{sceneOf(shown, picture, layout.ghostSteps).cards.map((card) => {
				const place = layout.cards.get(card.object.serial);
				if (place === undefined) throw new Error(`no place for ${card.object.text}`);
				return (
					<Card
						key={card.object.serial}
						card={card}
						place={place}
						hatch=""
						selected={false}
						focusable={false}
						far={false}
						places={layout.cards}
						mark={null}
						strings={STRINGS.en}
					/>
				);
			})}
		</svg>,
	);
	return [...box.querySelectorAll(".hwp-card")];
}
