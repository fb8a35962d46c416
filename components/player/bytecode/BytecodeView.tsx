"use client";
/** The step under way, or just done, as the machine carries it out: its instructions, the value stacks, and its events. */
import { useState } from "react";
import type { EventPage, InstructionPage } from "../../../engine/api";
import type { Locale } from "../../../exercises/types";
import { eventWords } from "../event-words";
import type { Place } from "../place";
import type { Shown } from "../use-run";
import type { ViewsProps } from "../Views";
import "./bytecode.css";
import { type ListRow, PagedList } from "./PagedList";
import { pageOf, stepPages, usePage } from "./pages";
import { afterEvent, beforeInstruction, instructionRows } from "./rows";
import { BYTECODE_STRINGS, type BytecodeStrings } from "./strings";
import { ValueStacks } from "./ValueStacks";

type BytecodeProps = Pick<ViewsProps, "recorded" | "shown" | "asking" | "locale" | "selected" | "onSelect" | "onPlace">;

export function BytecodeView({ recorded, shown, asking, locale, selected, onSelect, onPlace }: BytecodeProps) {
	const strings = BYTECODE_STRINGS[locale];
	const pages = stepPages(recorded, asking);
	const { state, before, place } = shown;
	const { step } = place;
	const inside = place.moment !== null;
	const [instructionsFrom, turnInstructions] = useTurned(place, inside ? (state.instruction ?? 0) : 0);
	const [eventsFrom, turnEvents] = useTurned(place, shown.happened?.event ?? 0);
	const instructions = usePage(pages.instructions, step, instructionsFrom, shown);
	const events = usePage(pages.events, step, eventsFrom, shown);

	if (step === 0) return <p className="hwp-bytecode-none">{strings.nothingRan}</p>;
	return (
		<div className="hwp-bytecode-box">
			<div className="hwp-bytecode">
				<section className="hwp-bytecode-code">
					<h3 className="hwp-heading">
						{instructions === null ? strings.instructions : strings.step(step, state.ranLine, instructions.total)}
					</h3>
					{instructions === null ? (
						<p className="hwp-quiet">{strings.loading}</p>
					) : (
						<PagedList
							label={strings.instructions}
							className="hwp-instructions"
							rows={rowsOfInstructions(instructions, inside ? (state.instruction ?? 0) : null, strings)}
							from={instructions.from}
							total={instructions.total}
							strings={strings}
							onChoose={(at) => onPlace(beforeInstruction(step, at))}
							onTurn={turnInstructions}
						/>
					)}
				</section>
				<section className="hwp-bytecode-stacks">
					<h3 className="hwp-heading">{strings.valueStack}</h3>
					{state.execution === null ? (
						<div className="hwp-enter">
							<p>{strings.atRest}</p>
							<button type="button" className="hwp-button" onClick={() => onPlace(beforeInstruction(step, 0))}>
								{strings.enter}
							</button>
						</div>
					) : (
						<ValueStacks
							state={state}
							execution={state.execution}
							before={before?.execution ?? null}
							strings={strings}
							selected={selected}
							onSelect={onSelect}
						/>
					)}
				</section>
				<section className="hwp-bytecode-events">
					<h3 className="hwp-heading">{strings.events}</h3>
					{events === null ? (
						<p className="hwp-quiet">{strings.loading}</p>
					) : (
						<>
							<PagedList
								label={strings.events}
								className="hwp-events"
								rows={rowsOfEvents(events, shown, locale)}
								from={events.from}
								total={events.total}
								strings={strings}
								onChoose={(at) => onPlace(afterEvent(step, at, events.total))}
								onTurn={turnEvents}
							/>
							{events.total === 0 ? <p className="hwp-quiet">{strings.noEvents}</p> : null}
							{events.folded === 0 ? null : <p className="hwp-quiet">{strings.foldedEvents(events.folded)}</p>}
						</>
					)}
				</section>
			</div>
		</div>
	);
}

/** The page that the reader has turned to at this place; at first, and at another place, the one with the current row. */
function useTurned(place: Place, current: number): readonly [from: number, turn: (from: number) => void] {
	const [turned, setTurned] = useState<{ readonly at: Place; readonly from: number } | null>(null);
	const from = turned !== null && turned.at === place ? turned.from : pageOf(current);
	return [from, (to) => setTurned({ at: place, from: to })];
}

/** `now`: the instruction about to run or under way; null: all have run. */
function rowsOfInstructions(page: InstructionPage, now: number | null, strings: BytecodeStrings): readonly ListRow[] {
	return instructionRows(page.instructions).map(({ item, enters, line }, index) => {
		const at = page.from + index;
		const name = item.function === "<module>" ? strings.module : item.function;
		const heading = item.own ? strings.inFunction(name, item.line) : strings.inLibrary(name);
		const when = now === null || at < now ? "done" : at === now ? "now" : "to come";
		return {
			at,
			heading: enters ? heading : null,
			when,
			content: (
				<>
					<span className="hwp-instruction-line">{line === null || !item.own ? "" : line}</span>
					<span className="hwp-instruction-offset">{item.offset}</span>
					<code className="hwp-instruction-name">{item.name}</code>{" "}
					<code className="hwp-instruction-arg">{item.arg}</code>
					{when === "now" ? <span className="hwp-hint">{strings.runsNext}</span> : null}
				</>
			),
		};
	});
}

function rowsOfEvents(page: EventPage, { place, happened }: Shown, locale: Locale): readonly ListRow[] {
	const last = place.moment === null ? null : (happened?.event ?? -1);
	return page.events.map((event) => ({
		at: event.event,
		heading: null,
		when: last === null || event.event < last ? "done" : event.event === last ? "now" : "to come",
		content: <span className={`hwp-event hwp-event-${event.kind}`}>{eventWords(event, locale)}</span>,
	}));
}
