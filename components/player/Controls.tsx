"use client";
/**
 * The row of buttons under a player: run, the ways along the run, and what is asked for less often. Where it is narrow
 * the latter waits behind one button, and the row holds what a reader uses all the time.
 */
import { memo, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Field } from "./Field";
import { GRAINS, type Grain } from "./grain";
import { Icon, type IconName } from "./icons";
import { PACES, type Pace } from "./pace";
import type { PlayerStrings } from "./strings";

/** What the buttons do. */
export interface Ways {
	readonly run: () => void;
	readonly stop: () => void;
	readonly toEnd: (by: 1 | -1) => void;
	readonly step: (by: 1 | -1) => void;
	readonly play: () => void;
	readonly toDeath: (by: 1 | -1) => void;
	readonly toCollection: (by: 1 | -1) => void;
	readonly toBreakpoint: (by: 1 | -1) => void;
}

/** Ways that stay the same from drawing to drawing, and lead where the latest lead. */
export function useWays(latest: Ways): Ways {
	const now = useRef(latest);
	useLayoutEffect(() => {
		now.current = latest;
	});
	return useMemo(
		() => ({
			run: () => now.current.run(),
			stop: () => now.current.stop(),
			toEnd: (by) => now.current.toEnd(by),
			step: (by) => now.current.step(by),
			play: () => now.current.play(),
			toDeath: (by) => now.current.toDeath(by),
			toCollection: (by) => now.current.toCollection(by),
			toBreakpoint: (by) => now.current.toBreakpoint(by),
		}),
		[],
	);
}

interface ControlsProps {
	readonly strings: PlayerStrings;
	readonly running: boolean;
	/** Its lists are here. */
	readonly fields: boolean;
	/** There is a run, and it is of the program as it stands. */
	readonly current: boolean;
	/** There is a run to go along. */
	readonly ready: boolean;
	/** It has steps to play. */
	readonly plays: boolean;
	readonly playing: boolean;
	/** Something lies before the place shown, and after it; deaths; collections. */
	readonly back: boolean;
	readonly forward: boolean;
	readonly deathBefore: boolean;
	readonly deathAfter: boolean;
	readonly collectionBefore: boolean;
	readonly collectionAfter: boolean;
	/** How far a step goes. */
	readonly grain: Grain;
	readonly pace: Pace;
	/** Breakpoints are set. */
	readonly breaks: boolean;
	readonly onGrain: (grain: Grain) => void;
	readonly onPace: (pace: Pace) => void;
	/** The same at every drawing. */
	readonly ways: Ways;
}

interface IconButtonProps {
	readonly icon: IconName;
	readonly label: string;
	/** The key that does the same, as it is written and as assistive technology is told. */
	readonly keys: readonly [shown: string, name: string];
	readonly disabled: boolean;
	readonly onClick: () => void;
	readonly primary?: boolean;
}

/** A disabled control keeps its place in the tab order, so that focus is not lost at the run's ends. */
function IconButton({ icon, label, keys, disabled, onClick, primary = false }: IconButtonProps) {
	return (
		<button
			type="button"
			className={`hwp-button hwp-square${primary ? " hwp-primary" : ""}`}
			aria-label={label}
			title={`${label} (${keys[0]})`}
			aria-keyshortcuts={keys[1]}
			aria-disabled={disabled}
			onClick={() => {
				if (!disabled) onClick();
			}}
		>
			<Icon name={icon} />
		</button>
	);
}

/** Drawn anew only where something of it changes: most steps change nothing. */
export const Controls = memo(function DrawControls(props: ControlsProps) {
	const { strings, running, fields, current, ready, playing, grain, pace, ways } = props;
	const [open, setOpen] = useState(false);
	const more = useId();
	const pair = (way: (by: 1 | -1) => void, before: boolean, after: boolean) => ({
		toPrevious: { disabled: !ready || !before, onClick: () => way(-1) },
		toNext: { disabled: !ready || !after, onClick: () => way(1) },
	});
	return (
		<div className="hwp-controls">
			{running ? (
				<button
					type="button"
					className="hwp-button hwp-primary"
					title={`${strings.stop} (Esc)`}
					aria-keyshortcuts="Escape"
					onClick={ways.stop}
				>
					<Icon name="stop" />
					{strings.stop}
				</button>
			) : (
				<button
					type="button"
					className={`hwp-button hwp-run${current ? "" : " hwp-primary"}`}
					aria-label={current ? strings.runAgain : strings.run}
					title={`${current ? strings.runAgain : strings.run} (R)`}
					aria-keyshortcuts="R"
					onClick={ways.run}
				>
					<Icon name="run" />
					<span className="hwp-run-word">{current ? strings.runAgain : strings.run}</span>
				</button>
			)}
			<span className="hwp-group">
				<IconButton
					icon="back"
					label={strings.back}
					keys={["←", "ArrowLeft"]}
					disabled={!props.back}
					onClick={() => ways.step(-1)}
				/>
				<IconButton
					icon="forward"
					label={strings.forward}
					keys={["→", "ArrowRight"]}
					disabled={!props.forward}
					onClick={() => ways.step(1)}
					primary={current && !running}
				/>
				<IconButton
					icon={playing ? "pause" : "play"}
					label={playing ? strings.pause : strings.play}
					keys={["P", "P"]}
					disabled={!props.plays}
					onClick={ways.play}
				/>
			</span>
			<button
				type="button"
				className="hwp-button hwp-more-button"
				aria-expanded={open}
				aria-controls={more}
				onClick={() => setOpen(!open)}
			>
				{strings.more}
			</button>
			<div id={more} className={`hwp-more${open ? " hwp-open" : ""}`}>
				<span className="hwp-group">
					<IconButton
						icon="first"
						label={strings.first}
						keys={["Home", "Home"]}
						disabled={!props.back}
						onClick={() => ways.toEnd(-1)}
					/>
					<IconButton
						icon="last"
						label={strings.last}
						keys={["End", "End"]}
						disabled={!props.forward}
						onClick={() => ways.toEnd(1)}
					/>
				</span>
				<Choice
					word={strings.grainWord}
					title={`${strings.otherGrain} (G)`}
					keys="G Shift+G"
					fields={fields}
					options={GRAINS}
					names={strings.grain}
					value={grain}
					onChange={props.onGrain}
				/>
				<Choice
					word={strings.paceWord}
					title={`${strings.otherPace} (S)`}
					keys="S Shift+S"
					fields={fields}
					options={PACES}
					names={strings.pace}
					value={pace}
					onChange={props.onPace}
				/>
				<Pair
					label={strings.death}
					previous={strings.previousDeath}
					next={strings.nextDeath}
					letter="D"
					{...pair(ways.toDeath, props.deathBefore, props.deathAfter)}
				/>
				<Pair
					label={strings.collection}
					previous={strings.previousCollection}
					next={strings.nextCollection}
					letter="C"
					{...pair(ways.toCollection, props.collectionBefore, props.collectionAfter)}
				/>
				<Pair
					label={strings.breakpoint}
					title={props.breaks ? undefined : strings.noBreakpoints}
					previous={strings.previousBreakpoint}
					next={strings.nextBreakpoint}
					letter="B"
					{...pair(ways.toBreakpoint, props.breaks, props.breaks)}
				/>
			</div>
		</div>
	);
});

interface ChoiceProps<Option extends string> {
	readonly word: string;
	readonly title: string;
	readonly keys: string;
	readonly fields: boolean;
	readonly options: readonly Option[];
	readonly names: Readonly<Record<Option, string>>;
	readonly value: Option;
	readonly onChange: (option: Option) => void;
}

function Choice<Option extends string>(props: ChoiceProps<Option>) {
	const { word, title, keys, fields, options, names, value, onChange } = props;
	return (
		<label className="hwp-grain" title={title}>
			<span className="hwp-grain-word">{word}</span>
			<Field here={fields}>
				<select
					value={value}
					aria-keyshortcuts={keys}
					onChange={({ target }) => onChange(options.find((option) => option === target.value) ?? value)}
				>
					{options.map((option) => (
						<option key={option} value={option}>
							{names[option]}
						</option>
					))}
				</select>
			</Field>
		</label>
	);
}

interface Jump {
	readonly disabled: boolean;
	readonly onClick: () => void;
}

interface PairProps {
	readonly label: string;
	readonly previous: string;
	readonly next: string;
	/** The key that goes on, and back with Shift. */
	readonly letter: string;
	readonly title?: string | undefined;
	readonly toPrevious: Jump;
	readonly toNext: Jump;
}

/** One word with the way to its previous and next occurrence on either side. */
function Pair({ label, previous, next, letter, title, toPrevious, toNext }: PairProps) {
	return (
		<span className="hwp-group hwp-pair" title={title}>
			<IconButton icon="left" label={previous} keys={[`⇧${letter}`, `Shift+${letter}`]} {...toPrevious} />
			<span className="hwp-pair-word" aria-hidden="true">
				{label}
			</span>
			<IconButton icon="right" label={next} keys={[letter, letter]} {...toNext} />
		</span>
	);
}
