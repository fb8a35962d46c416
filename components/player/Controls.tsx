"use client";
/** The row of buttons under a player: run, the ways along the run, and help. */
import type { RecordingSummary } from "../../engine/api";
import { nextMark, previousMark } from "../../engine/marks";
import { Icon, type IconName } from "./icons";
import type { PlayerStrings } from "./strings";
import { GRAINS, type Grain } from "./walk";

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
	/** The place shown is in the midst of a step. */
	readonly inside: boolean;
	readonly onGrain: (grain: Grain) => void;
	readonly onRun: () => void;
	readonly onStop: () => void;
	readonly onGo: (step: number) => void;
	readonly onForward: () => void;
	readonly onBack: () => void;
	readonly onPlay: () => void;
}

interface IconButtonProps {
	readonly icon: IconName;
	readonly label: string;
	readonly disabled: boolean;
	readonly onClick: () => void;
	readonly primary?: boolean;
}

/** A disabled control keeps its place in the tab order, so that focus is not lost at the run's ends. */
function IconButton({ icon, label, disabled, onClick, primary = false }: IconButtonProps) {
	return (
		<button
			type="button"
			className={`hwp-button hwp-square${primary ? " hwp-primary" : ""}`}
			aria-label={label}
			title={label}
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
	const { strings, running, current, summary, step, playing, grain, inside, onGo } = props;
	const none = summary === null || running;
	const steps = summary?.steps ?? 0;
	const to = (target: number | null) => ({
		disabled: none || target === null,
		onClick: () => {
			if (target !== null) onGo(target);
		},
	});
	return (
		<div className="hwp-controls">
			{running ? (
				<button type="button" className="hwp-button hwp-primary" onClick={props.onStop}>
					<Icon name="stop" />
					{strings.stop}
				</button>
			) : (
				<button type="button" className={`hwp-button${current ? "" : " hwp-primary"}`} onClick={props.onRun}>
					<Icon name="run" />
					{current ? strings.runAgain : strings.run}
				</button>
			)}
			<span className="hwp-group">
				<IconButton
					icon="first"
					label={strings.first}
					disabled={none || (step === 0 && !inside)}
					onClick={() => onGo(0)}
				/>
				<IconButton
					icon="back"
					label={strings.back}
					disabled={none || (step === 0 && !inside)}
					onClick={props.onBack}
				/>
				<IconButton
					icon="forward"
					label={strings.forward}
					disabled={none || (step === steps && !inside)}
					onClick={props.onForward}
					primary={current && !running}
				/>
				<IconButton
					icon="last"
					label={strings.last}
					disabled={none || (step === steps && !inside)}
					onClick={() => onGo(steps)}
				/>
				<IconButton
					icon={playing ? "pause" : "play"}
					label={playing ? strings.pause : strings.play}
					disabled={none || steps === 0}
					onClick={props.onPlay}
				/>
			</span>
			<label className="hwp-grain">
				<span className="hwp-grain-word">{strings.grainWord}</span>
				<select
					value={grain}
					onChange={({ target }) => props.onGrain(GRAINS.find((name) => name === target.value) ?? "line")}
				>
					{GRAINS.map((name) => (
						<option key={name} value={name}>
							{strings.grain[name]}
						</option>
					))}
				</select>
			</label>
			<Pair
				strings={strings}
				label={strings.death}
				previous={strings.previousDeath}
				next={strings.nextDeath}
				toPrevious={to(summary === null ? null : previousMark(summary.deaths, step))}
				toNext={to(summary === null ? null : nextMark(summary.deaths, step))}
			/>
			<Pair
				strings={strings}
				label={strings.collection}
				previous={strings.previousCollection}
				next={strings.nextCollection}
				toPrevious={to(summary === null ? null : previousMark(summary.collections, step))}
				toNext={to(summary === null ? null : nextMark(summary.collections, step))}
			/>
		</div>
	);
}

interface Jump {
	readonly disabled: boolean;
	readonly onClick: () => void;
}

interface PairProps {
	readonly strings: PlayerStrings;
	readonly label: string;
	readonly previous: string;
	readonly next: string;
	readonly toPrevious: Jump;
	readonly toNext: Jump;
}

/** One word with the way to its previous and next occurrence on either side. */
function Pair({ label, previous, next, toPrevious, toNext }: PairProps) {
	return (
		<span className="hwp-group hwp-pair">
			<IconButton icon="left" label={previous} {...toPrevious} />
			<span className="hwp-pair-word" aria-hidden="true">
				{label}
			</span>
			<IconButton icon="right" label={next} {...toNext} />
		</span>
	);
}
