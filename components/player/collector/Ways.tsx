"use client";
/** The ways through a collection: from visit to visit and from phase to phase, however many steps it takes. */
import { Icon, type IconName } from "../icons";
import type { MoreStrings } from "../more-strings";
import { type Place, restAt } from "../place";
import { placeAfter } from "./course";
import { PHASES, type Seen } from "./seen";
import type { CollectorStrings } from "./strings";

interface WaysProps {
	readonly seen: Seen;
	readonly strings: MoreStrings;
	readonly words: CollectorStrings;
	readonly onPlace: (place: Place) => void;
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

export function waysOf({ seen, onPlace }: Pick<WaysProps, "seen" | "onPlace">): PhaseWays {
	const { course, stop, phase, places, end } = seen;
	const to = (place: Place | null | undefined): Go => (place == null ? null : () => onPlace(place));
	const toStop = (at: number | undefined): Go =>
		course === null || at === undefined ? null : to(placeAfter(course, at));
	const phases = places.map(to);
	const now = phase === null ? phases.length : PHASES.indexOf(phase);
	const visits = course?.stops.flatMap(({ event }, at) => (event.kind === "visit" ? [at] : [])) ?? [];
	return {
		phases,
		previousPhase: phases[now - 1] ?? null,
		// In the midst of a phase the way on leads to its end.
		nextPhase: (seen.phaseDone ? phases[now + 1] : phases[now]) ?? null,
		after: phase === null || end === null ? null : to(restAt(end)),
		firstVisit: toStop(course?.phases[Math.min(now, phases.length - 1)]?.visits[0]),
		previousVisit: toStop(visits.findLast((at) => at < stop)),
		nextVisit: toStop(visits.find((at) => at > stop)),
	};
}

export function Ways({ strings, words, ...props }: WaysProps) {
	const ways = waysOf(props);
	const { visit, phase, course } = props.seen;
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
			{course === null || course.cut === null ? null : <p className="hwp-quiet">{words.visitsCut[course.cut]}</p>}
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
