"use client";
/** The heap in tables: all that the graph shows, in text. */
import { Fragment } from "react";
import type { HeapState, ObjectView, RefView } from "../../../engine/api";
import { frameRows, isNameless, rowTitle } from "../frame-rows";
import { isDying } from "../graph/Card";
import { PLAIN, through } from "../graph/lens";
import { isFurniture } from "../graph/outline";
import { GRAPH_STRINGS } from "../graph/strings";
import { keyed } from "../keyed";
import type { MoreStrings } from "../more-strings";
import { titleOf } from "../names";
import { ScrollBox } from "../ScrollBox";
import type { ViewsProps } from "../Views";
import { referrersOf } from "./referrers";

type TableProps = Pick<ViewsProps<MoreStrings>, "shown" | "strings" | "locale" | "selected" | "onSelect">;

/** Rows shown of a table; the rest is counted. */
const ROWS = 300;

export function TableView({ shown, strings, locale, selected, onSelect }: TableProps) {
	const { state } = shown;
	const said = GRAPH_STRINGS[locale];
	// Weak containers as the graph has them, and what they are made of after all others.
	const { state: closed, inside } = through(state, PLAIN, new Map());
	const within = state.objects.filter(({ serial }) => inside.has(serial));
	const objects = new Map([...within, ...closed.objects].map((object) => [object.serial, object]));
	const listed = [
		{ rows: closed.objects.slice(0, ROWS), referrers: referrersOf(closed, strings), title: null },
		{
			rows: within.slice(0, Math.max(0, ROWS - closed.objects.length)),
			referrers: referrersOf(state, strings),
			title: said.withinContainers,
		},
	].filter(({ rows }) => rows.length > 0);
	const unlisted = state.alive - listed.reduce((sum, { rows }) => sum + rows.length, 0);
	const ref = (view: RefView) => <Ref view={view} objects={objects} selected={selected} onSelect={onSelect} />;
	return (
		<ScrollBox label={strings.table} className="hwp-tables">
			<table className="hwp-table">
				<caption>{strings.namesTitle}</caption>
				<thead>
					<tr>
						<th scope="col">{strings.name}</th>
						<th scope="col">{strings.refersTo}</th>
						<th scope="col">{strings.count}</th>
					</tr>
				</thead>
				{keyed(state.frames, (frame) => frame.name).map(({ key, item: frame, at: depth }) => (
					<tbody key={key}>
						<tr className="hwp-table-section">
							<th scope="rowgroup" colSpan={3}>
								{depth === 0 ? strings.moduleFrame : strings.frame(frame.name)}
							</th>
						</tr>
						{frameRows(frame).map((name) => (
							<tr key={name.name}>
								<th scope="row">{isNameless(name.name) ? rowTitle(name.name, strings) : <code>{name.name}</code>}</th>
								<td>{ref(name.ref)}</td>
								<td>{name.ref.kind === "object" ? count(objects.get(name.ref.serial)) : ""}</td>
							</tr>
						))}
					</tbody>
				))}
			</table>
			<table className="hwp-table">
				<caption>{strings.objectsTitle}</caption>
				<thead>
					<tr>
						<th scope="col">{strings.object}</th>
						<th scope="col">{strings.count}</th>
						<th scope="col">{strings.generationWord}</th>
						<th scope="col">{strings.fields}</th>
						<th scope="col">{strings.referredBy}</th>
					</tr>
				</thead>
				{listed.map(({ rows, referrers, title }) => (
					<tbody key={title ?? ""}>
						{title === null ? null : (
							<tr className="hwp-table-section">
								<th scope="rowgroup" colSpan={5}>
									{title}
								</th>
							</tr>
						)}
						{rows.map((object) => (
							<tr key={object.serial} className={object.serial === selected ? "hwp-row-selected" : undefined}>
								<th scope="row">{ref({ kind: "object", serial: object.serial })}</th>
								<td>
									{count(object)}
									{isDying(object) ? <span className="hwp-quiet"> {said.beingFreed}</span> : null}
								</td>
								<td>{object.generation ?? strings.notTracked}</td>
								<td>
									<ul className="hwp-cells">
										{keyed(object.slots, (slot) => slot.label).map(({ key, item: slot }) => (
											<li key={key}>
												<code>{slot.label}</code> {ref(slot.ref)}
												{slot.strength === "weak" ? <span className="hwp-weak-word"> {strings.weakMark}</span> : null}
											</li>
										))}
										{object.slotsOmitted > 0 ? <li>{strings.moreRows(object.slotsOmitted)}</li> : null}
									</ul>
								</td>
								<td>
									<ul className="hwp-cells">
										{(referrers.get(object.serial) ?? []).slice(0, 12).map(({ holder, way, weak }) => (
											<li key={`${holder}${way}`}>
												{holder}
												<code>{way}</code>
												{weak ? <span className="hwp-weak-word"> {strings.weakMark}</span> : null}
											</li>
										))}
									</ul>
								</td>
							</tr>
						))}
					</tbody>
				))}
				{unlisted > 0 ? (
					<tbody>
						<tr className="hwp-folded">
							<td colSpan={5}>{strings.moreRows(unlisted)}</td>
						</tr>
					</tbody>
				) : null}
			</table>
			<Deaths state={state} strings={strings} selected={selected} onSelect={onSelect} />
			<Generations state={state} strings={strings} />
		</ScrollBox>
	);
}

function count(object: ObjectView | undefined): string {
	if (object === undefined) return "";
	return object.immortal ? "∞" : String(object.refcnt);
}

interface RefProps {
	readonly view: RefView;
	readonly objects: ReadonlyMap<number, ObjectView>;
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
}

function Ref({ view, objects, selected, onSelect }: RefProps) {
	if (view.kind === "value") {
		return (
			<>
				<span className={isFurniture(view) ? "hwp-furniture-word" : "hwp-value-word"}>{view.text}</span>
				{view.holds?.map((serial) => (
					<Fragment key={serial}>
						{" → "}
						<Ref view={{ kind: "object", serial }} objects={objects} selected={selected} onSelect={onSelect} />
					</Fragment>
				))}
			</>
		);
	}
	const object = objects.get(view.serial);
	return (
		<button
			type="button"
			className="hwp-link"
			aria-pressed={view.serial === selected}
			onClick={() => onSelect(view.serial === selected ? null : view.serial)}
		>
			{object === undefined ? `#${view.serial}` : titleOf(object)}
		</button>
	);
}

interface StateProps {
	readonly state: HeapState;
	readonly strings: MoreStrings;
}

function Deaths({ state, strings, selected, onSelect }: StateProps & Pick<TableProps, "selected" | "onSelect">) {
	if (state.deaths.length === 0) return null;
	const latest = state.deaths.slice(-ROWS).reverse();
	return (
		<table className="hwp-table">
			<caption>{strings.deathsTitle}</caption>
			<thead>
				<tr>
					<th scope="col">{strings.object}</th>
					<th scope="col">{strings.cause}</th>
					<th scope="col">{strings.line}</th>
					<th scope="col">{strings.step}</th>
				</tr>
			</thead>
			<tbody>
				{latest.map((death) => (
					<tr key={death.serial} className="hwp-dead">
						<th scope="row">
							<s>
								<button
									type="button"
									className="hwp-link"
									aria-pressed={death.serial === selected}
									onClick={() => onSelect(death.serial === selected ? null : death.serial)}
								>
									{titleOf(death)}
								</button>
							</s>
						</th>
						<td>{death.by === "count" ? strings.byCount : strings.byCollector}</td>
						<td>{death.line}</td>
						<td>{death.step}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Generations({ state, strings }: StateProps) {
	return (
		<table className="hwp-table">
			<caption>{strings.generationsTitle}</caption>
			<thead>
				<tr>
					<th scope="col">{strings.generationWord}</th>
					<th scope="col">{strings.generationCount}</th>
					<th scope="col">{strings.generationThreshold}</th>
					<th scope="col">{strings.generationSize}</th>
				</tr>
			</thead>
			<tbody>
				{state.generations.map((view, generation) => (
					<tr key={strings.generation(generation)}>
						<th scope="row">{strings.generation(generation)}</th>
						<td>{view.count}</td>
						<td>{view.threshold}</td>
						<td>{view.size}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
