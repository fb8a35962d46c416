"use client";
/** A collection opened: its phases, what each does in a sentence, and its table at any phase and any visit. */
import type { PhaseName } from "../../../engine/api";
import type { MoreStrings } from "../more-strings";
import { titleOf } from "../names";
import type { ViewsProps } from "../Views";
import { Lists } from "./Lists";
import { noteOf } from "./notes";
import { PHASES, type Seen } from "./seen";
import { COLLECTOR_STRINGS } from "./strings";
import { Ways, waysOf } from "./Ways";

interface PhasePanelProps
	extends Pick<ViewsProps<MoreStrings>, "shown" | "strings" | "locale" | "selected" | "onSelect" | "onPlace"> {
	readonly seen: Seen;
}

export function PhasePanel({ seen, shown, strings, locale, selected, onSelect, onPlace }: PhasePanelProps) {
	const words = COLLECTOR_STRINGS[locale];
	const nameOf = namesIn(seen, shown);
	const note = noteOf(seen, nameOf, words);
	const ways = waysOf({ seen, onPlace });
	const { line, reason, result, phase, cleared, shares } = seen;
	return (
		<section role="group" className="hwp-phases" aria-label={strings.phases}>
			<div className="hwp-phases-side">
				<h3 className="hwp-phases-title">{strings.collectionTitle(seen.number, seen.generation)}</h3>
				<p className="hwp-quiet">{reason === "called" ? strings.calledAt(line) : strings.thresholdAt(line)}</p>
				<ol className="hwp-phase-list">
					{PHASES.map((name, at) => {
						const state = stateOf(at, phase);
						const go = ways.phases[at] ?? null;
						return (
							<li key={name} className={`hwp-phase-${state}`}>
								<button
									type="button"
									aria-current={state === "now" ? "step" : undefined}
									aria-disabled={go === null}
									onClick={() => go?.()}
								>
									<PhaseMark state={state} />
									<PhaseLabel name={name} />
								</button>
							</li>
						);
					})}
				</ol>
				<Ways seen={seen} strings={strings} words={words} onPlace={onPlace} />
			</div>
			<div className="hwp-phases-main">
				<p className="hwp-phase-words" aria-live="polite">
					{phase !== null
						? strings.phase[phase]
						: result === null
							? null
							: `${strings.collectedResult(result.collected, result.uncollectable)}${shares === null ? "" : words.ofThese(shares.own, shares.folded)}`}
				</p>
				<Lists seen={seen} note={note} strings={strings} words={words} selected={selected} onSelect={onSelect} />
				{phase === "move_unreachable" && seen.phaseDone ? <p className="hwp-quiet">{words.legacy}</p> : null}
				{phase === "handle_resurrected_objects" && seen.phaseDone ? (
					<p className="hwp-quiet">{words.clearedAgain}</p>
				) : null}
				{cleared.length === 0 || (phase !== null && phase !== "handle_weakrefs") ? null : (
					<>
						<h4 className="hwc-sub">{words.weakrefs}</h4>
						<ul className="hwc-cleared">
							{cleared.slice(0, MOST_CLEARED).map(({ serial, to, callback }) => (
								<li key={serial} className={serial === seen.visit?.serial ? "hwc-cleared-now" : undefined}>
									<s>
										{nameOf(serial).replace(", dead", "")} ⇢ {nameOf(to)}
									</s>
									{callback === null ? null : <span className="hwp-quiet"> {words.callback[callback]}</span>}
								</li>
							))}
							{cleared.length > MOST_CLEARED ? <li>{strings.moreRows(cleared.length - MOST_CLEARED)}</li> : null}
						</ul>
					</>
				)}
			</div>
		</section>
	);
}

const MOST_CLEARED = 40;

/** Titles of the objects that the panel speaks of. */
function namesIn({ rows }: Seen, { state, before }: PhasePanelProps["shown"]): (serial: number) => string {
	const known = new Map<number, string>();
	const add = (each: { readonly serial: number; readonly text: string }) => {
		if (!known.has(each.serial)) known.set(each.serial, titleOf(each));
	};
	for (const row of rows) add(row);
	for (const each of before?.objects ?? []) add(each);
	for (const each of [...state.objects, ...state.deaths]) add(each);
	return (serial) => known.get(serial) ?? `#${serial}`;
}

function stateOf(at: number, phase: PhaseName | null): "done" | "now" | "to-come" {
	const now = phase === null ? PHASES.length : PHASES.indexOf(phase);
	return at < now ? "done" : at === now ? "now" : "to-come";
}

function PhaseMark({ state }: { readonly state: "done" | "now" | "to-come" }) {
	return (
		<span className="hwp-phase-mark" aria-hidden="true">
			{state === "done" ? "✓" : state === "now" ? "▸" : "·"}
		</span>
	);
}

/** CPython's own name, with places to break. */
function PhaseLabel({ name }: { readonly name: PhaseName }) {
	return <code>{name}</code>;
}
