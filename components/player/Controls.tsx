"use client";
/**
 * The row of buttons under a player: run, the ways along the run, and what is asked for less often. Where it is narrow
 * the latter waits behind one button, and the row holds what a reader uses all the time.
 */
import { useId, useState } from "react";
import type { RecordingSummary } from "../../engine/api";
import { nextMark, previousMark } from "../../engine/marks";
import { GRAINS, type Grain } from "./grain";
import { Icon, type IconName } from "./icons";
import { PACES, type Pace } from "./pace";
import type { PlayerStrings } from "./strings";

interface ControlsProps {
	readonly strings: PlayerStrings;
	readonly running: boolean;
	/** There is a run, and it is of the program as it stands. */
	readonly current: boolean;
	readonly summary: RecordingSummary | null;
	readonly step: number;
	readonly playing: boolean;
	/** How far a step goes. */
	readonly grain: Grain;
	readonly pace: Pace;
	/** Breakpoints are set. */
	readonly breaks: boolean;
	/** The place shown is in the midst of a step. */
	readonly inside: boolean;
	readonly onGrain: (grain: Grain) => void;
	readonly onPace: (pace: Pace) => void;
	readonly onRun: () => void;
	readonly onStop: () => void;
	readonly onGo: (step: number) => void;
	readonly onForward: () => void;
	readonly onBack: () => void;
	readonly onPlay: () => void;
	readonly onBreakpoint: (by: 1 | -1) => void;
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

export function Controls(props: ControlsProps) {
	const { strings, running, current, summary, step, playing, grain, pace, inside, onGo } = props;
	const [open, setOpen] = useState(false);
	const more = useId();
	const none = summary === null || running;
	const steps = summary?.steps ?? 0;
	const atStart = none || (step === 0 && !inside);
	const atEnd = none || (step === steps && !inside);
	const to = (target: number | null) => ({
		disabled: none || target === null,
		onClick: () => {
			if (target !== null) onGo(target);
		},
	});
	const toBreak = (by: 1 | -1) => ({ disabled: none || !props.breaks, onClick: () => props.onBreakpoint(by) });
	return (
		<div className="hwp-controls">
			{running ? (
				<button
					type="button"
					className="hwp-button hwp-primary"
					title={`${strings.stop} (Esc)`}
					aria-keyshortcuts="Escape"
					onClick={props.onStop}
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
					onClick={props.onRun}
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
					disabled={atStart}
					onClick={props.onBack}
				/>
				<IconButton
					icon="forward"
					label={strings.forward}
					keys={["→", "ArrowRight"]}
					disabled={atEnd}
					onClick={props.onForward}
					primary={current && !running}
				/>
				<IconButton
					icon={playing ? "pause" : "play"}
					label={playing ? strings.pause : strings.play}
					keys={["P", "P"]}
					disabled={none || steps === 0}
					onClick={props.onPlay}
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
						disabled={atStart}
						onClick={() => onGo(0)}
					/>
					<IconButton
						icon="last"
						label={strings.last}
						keys={["End", "End"]}
						disabled={atEnd}
						onClick={() => onGo(steps)}
					/>
				</span>
				<Choice
					word={strings.grainWord}
					title={`${strings.otherGrain} (G)`}
					keys="G Shift+G"
					options={GRAINS}
					names={strings.grain}
					value={grain}
					onChange={props.onGrain}
				/>
				<Choice
					word={strings.paceWord}
					title={`${strings.otherPace} (S)`}
					keys="S Shift+S"
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
					toPrevious={to(summary === null ? null : previousMark(summary.deaths, step))}
					toNext={to(summary === null ? null : nextMark(summary.deaths, step))}
				/>
				<Pair
					label={strings.collection}
					previous={strings.previousCollection}
					next={strings.nextCollection}
					letter="C"
					toPrevious={to(summary === null ? null : previousMark(summary.collections, step))}
					toNext={to(summary === null ? null : nextMark(summary.collections, step))}
				/>
				<Pair
					label={strings.breakpoint}
					title={props.breaks ? undefined : strings.noBreakpoints}
					previous={strings.previousBreakpoint}
					next={strings.nextBreakpoint}
					letter="B"
					toPrevious={toBreak(-1)}
					toNext={toBreak(1)}
				/>
			</div>
		</div>
	);
}

interface ChoiceProps<Option extends string> {
	readonly word: string;
	readonly title: string;
	readonly keys: string;
	readonly options: readonly Option[];
	readonly names: Readonly<Record<Option, string>>;
	readonly value: Option;
	readonly onChange: (option: Option) => void;
}

function Choice<Option extends string>(props: ChoiceProps<Option>) {
	const { word, title, keys, options, names, value, onChange } = props;
	return (
		<label className="hwp-grain" title={title}>
			<span className="hwp-grain-word">{word}</span>
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
