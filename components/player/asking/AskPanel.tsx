"use client";
import { Icon } from "../icons";
/** The selected object: its count and what makes it up, what can be asked about it, and the answers. */
import type { MoreStrings } from "../more-strings";
import type { ViewsProps } from "../Views";
import { Answers } from "./Answers";
import { ASK_INVITE } from "./invite";
import { nameOf } from "./parts";
import { FieldList, ReferenceList } from "./References";
import { ASKING, type AskingStrings } from "./strings";
import type { Asked } from "./use-ask";
import type { Life } from "./use-life";

export interface AskPanelProps
	extends Pick<ViewsProps<MoreStrings>, "strings" | "selected" | "onSelect" | "onGo" | "locale"> {
	readonly asked: Asked;
	readonly life: Life | null;
}

export function AskPanel({ asked, life, strings, selected, onSelect, onGo, locale }: AskPanelProps) {
	const said = ASKING[locale];
	const ways = { selected, onSelect, onGo };
	const { it } = asked;
	return (
		<>
			{it === null || life === null ? (
				<p className="hwp-ask-invite">{ASK_INVITE[locale].words}</p>
			) : (
				<>
					<header className="hwp-ask-head">
						<h3>{nameOf(it)}</h3>
						<button
							type="button"
							className="hwp-ask-close"
							aria-label={said.close}
							title={said.close}
							onClick={() => onSelect(null)}
						>
							<Icon name="close" />
						</button>
					</header>
					<p className="hwp-ask-facts" aria-live="polite">
						{factsOf(asked, strings, said)}
					</p>
					<LifeWays life={life} said={said} />
				</>
			)}
			{asked.inMidst && (it !== null || asked.cuts.length > 0) ? <p className="hwp-quiet">{said.inMidst}</p> : null}
			<Answers asked={asked} ways={ways} locale={locale} />
			{it === null ? null : (
				<>
					<ReferenceList asked={asked} ways={ways} locale={locale} />
					<FieldList asked={asked} ways={ways} strings={strings} said={said} />
				</>
			)}
		</>
	);
}

/** Where it is and what it counts; of one that is not there, whether it is dead or unborn. */
function factsOf({ view, freed }: Asked, strings: MoreStrings, said: AskingStrings): string {
	if (view !== null) {
		const where = view.generation === null ? strings.notTracked : strings.generation(view.generation);
		return said.facts(view.immortal ? "∞" : String(view.refcnt), where);
	}
	if (freed.answer?.kind === "unborn") return said.notYet;
	return freed.answer?.kind === "freed" ? strings.freed : "";
}

function LifeWays({ life, said }: { readonly life: Life; readonly said: AskingStrings }) {
	const { at, said: outcome, stop } = life.searching;
	return (
		<>
			<fieldset className="hwp-ask-life" aria-label={said.ways}>
				<button type="button" onClick={life.toBirth}>
					{said.birth}
				</button>
				<span>
					<button
						type="button"
						aria-label={said.previousChange}
						title={`${said.previousChange} (N)`}
						onClick={() => life.toChange(-1)}
					>
						<Icon name="left" />
					</button>
					<span aria-hidden="true">{said.change}</span>
					<button
						type="button"
						aria-label={said.nextChange}
						title={`${said.nextChange} (n)`}
						onClick={() => life.toChange(1)}
					>
						<Icon name="right" />
					</button>
				</span>
				<button type="button" onClick={life.toDeath}>
					{said.death}
				</button>
			</fieldset>
			<div className="hwp-ask-search" role="status">
				{at === null ? (
					outcome
				) : (
					<>
						<span>{said.searching(at)}</span>
						<button type="button" className="hwp-button" onClick={stop}>
							{said.stopSearch}
						</button>
					</>
				)}
			</div>
		</>
	);
}
