"use client";
/** The ways through a collection: from visit to visit and from phase to phase, however many steps it takes. */
import { Icon, type IconName } from "../icons";
import type { MoreStrings } from "../more-strings";
import type { Place } from "../place";
import { type Course, phaseOfStop, placeAfter } from "./course";
import { PHASES, type Seen } from "./seen";
import type { CollectorStrings } from "./strings";

interface WaysProps {
	readonly seen: Seen;
	readonly strings: MoreStrings;
	readonly words: CollectorStrings;
	/** Shows a phase as it left the heap, by its number among the step's; null: what comes after the collection. */
	readonly onPhase: (phase: number | null) => void;
	readonly onPlace: (place: Place) => void;
	readonly onGo: (step: number) => void;
}

type Go = (() => void) | null;

export interface PhaseWays {
	/** To each phase, as it left the heap; null where there is no way. */
	readonly phases: readonly Go[];
	readonly previousPhase: Go;
	readonly nextPhase: Go;
	readonly after: Go;
	readonly firstVisit: Go;
	readonly previousVisit: Go;
	readonly nextVisit: Go;
}

export function waysOf({ seen, onPhase, onPlace, onGo }: Omit<WaysProps, "strings" | "words">): PhaseWays {
	const { course, firstPhase, stop, phase } = seen;
	const toStop = (to: number | undefined): Go => {
		const place = course === null || to === undefined ? null : placeAfter(course, to);
		return place === null ? null : () => onPlace(place);
	};
	const toPhase = (at: number): Go => {
		if (firstPhase !== null) return () => onPhase(firstPhase + at);
		return toStop(course?.phases[at]?.last);
	};
	const count = course?.phases.length ?? (firstPhase === null ? 0 : PHASES.length);
	const phases = Array.from({ length: count }, (_, at) => toPhase(at));
	const now = phase === null ? count : Math.max(0, phaseNow(seen, course));
	const end = course?.stops.at(-1)?.step;
	const visits = course?.stops.flatMap(({ event }, at) => (event.kind === "visit" ? [at] : [])) ?? [];
	return {
		phases,
		previousPhase: phases[now - 1] ?? null,
		// In the midst of a phase the way on leads to its end.
		nextPhase: (seen.phaseDone ? phases[now + 1] : phases[now]) ?? null,
		after:
			phase === null ? null : firstPhase !== null ? () => onPhase(null) : end === undefined ? null : () => onGo(end),
		firstVisit: toStop(course?.phases[Math.min(now, count - 1)]?.visits[0]),
		previousVisit: toStop(visits.findLast((at) => at < stop)),
		nextVisit: toStop(visits.find((at) => at > stop)),
	};
}

function phaseNow(seen: Seen, course: Course | null): number {
	const at = course === null ? null : phaseOfStop(course, seen.stop);
	return at ?? PHASES.indexOf(seen.phase ?? "update_refs");
}

export function Ways({ strings, words, ...props }: WaysProps) {
	const ways = waysOf(props);
	const { visit, phase } = props.seen;
	return (
		<div className="hwc-ways">
			<fieldset className="hwc-way">
				<legend className="hwc-hidden">{words.visits}</legend>
				<Way icon="first" label={words.firstVisit} go={ways.firstVisit} />
				<Way icon="back" label={words.previousVisit} go={ways.previousVisit} />
				<Way icon="forward" label={words.nextVisit} go={ways.nextVisit} />
				<span className="hwc-way-word">
					{visit?.order == null ? words.visits : words.visitOf(visit.order.at, visit.order.of)}
				</span>
			</fieldset>
			<fieldset className="hwc-way">
				<legend className="hwc-hidden">{words.phases}</legend>
				<Way icon="first" label={words.firstPhase} go={ways.phases[0] ?? null} />
				<Way icon="back" label={strings.previousPhase} hint="[" go={ways.previousPhase} />
				<Way icon="forward" label={strings.nextPhase} hint="]" go={ways.nextPhase ?? ways.after} />
				{phase === null ? (
					<span className="hwc-way-word">{words.phases}</span>
				) : (
					<button
						type="button"
						className="hwp-button hwc-after"
						aria-label={strings.leavePhases}
						aria-disabled={ways.after === null}
						onClick={() => ways.after?.()}
					>
						{words.after}
					</button>
				)}
			</fieldset>
		</div>
	);
}

interface WayProps {
	readonly icon: IconName;
	readonly label: string;
	readonly hint?: string;
	readonly go: Go;
}

function Way({ icon, label, hint, go }: WayProps) {
	return (
		<button
			type="button"
			className="hwp-button hwp-square"
			aria-label={label}
			title={hint === undefined ? label : `${label} (${hint})`}
			aria-disabled={go === null}
			onClick={() => go?.()}
		>
			<Icon name={icon} />
		</button>
	);
}
