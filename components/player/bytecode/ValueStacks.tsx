/** The call stack, innermost frame first, and the value stack of each frame, its top first. */
import type { ExecutionView, HeapState, ObjectView, RefView } from "../../../engine/api";
import { titleOf } from "../names";
import { type StackFrame, stackFrames } from "./rows";
import type { BytecodeStrings } from "./strings";

interface ValueStacksProps {
	readonly state: HeapState;
	readonly execution: ExecutionView;
	readonly before: ExecutionView | null;
	readonly strings: BytecodeStrings;
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
}

/** Frames drawn; a recursion may have a hundred. */
const FRAMES = 12;

export function ValueStacks({ state, execution, before, ...rest }: ValueStacksProps) {
	const { strings } = rest;
	const objects = new Map(state.objects.map((object) => [object.serial, object]));
	const frames = stackFrames(execution, before);
	const more = Math.max(0, frames.length - FRAMES) + execution.framesOmitted;
	return (
		<div className="hwp-stacks">
			{frames.slice(0, FRAMES).map((frame) => (
				<Stack key={frame.at} {...frame} {...rest} objects={objects} />
			))}
			{more === 0 ? null : <p className="hwp-quiet">{strings.more(more)}</p>}
		</div>
	);
}

interface StackProps extends StackFrame, Pick<ValueStacksProps, "strings" | "selected" | "onSelect"> {
	readonly objects: ReadonlyMap<number, ObjectView>;
}

function Stack({ frame, rows, strings, objects, selected, onSelect }: StackProps) {
	const { instruction } = frame;
	const name = frame.name === "<module>" ? strings.module : frame.name;
	return (
		<section role="group" className="hwp-stack" aria-label={`${strings.valueStack}: ${name}`}>
			<h4>
				{name}{" "}
				<span className="hwp-quiet">
					{instruction === null ? strings.native : <code>{`${instruction.name} ${instruction.arg}`.trim()}</code>}
				</span>
			</h4>
			{rows.length === 0 ? (
				<p className="hwp-quiet">{strings.empty}</p>
			) : (
				<ol>
					{rows.map(({ depth, ref, fresh }) => (
						<li key={depth} value={depth} className={fresh ? "hwp-fresh" : undefined}>
							<span className="hwp-depth">{depth}</span>
							<Value value={ref} objects={objects} strings={strings} selected={selected} onSelect={onSelect} />
							<span className="hwp-stack-words">
								{fresh ? <b>{strings.pushed}</b> : null}
								{depth === rows.length ? <i>{strings.top}</i> : null}
							</span>
						</li>
					))}
				</ol>
			)}
		</section>
	);
}

interface ValueProps extends Pick<StackProps, "objects" | "strings" | "selected" | "onSelect"> {
	readonly value: RefView | null;
}

function Value({ value, objects, strings, selected, onSelect }: ValueProps) {
	if (value === null) return <code className="hwp-furniture-word">NULL</code>;
	if (value.kind === "value") return <code className="hwp-value-word">{value.text}</code>;
	const { serial } = value;
	const object = objects.get(serial);
	return (
		<button
			type="button"
			className="hwp-link"
			aria-pressed={serial === selected}
			onClick={() => onSelect(serial === selected ? null : serial)}
		>
			{object === undefined ? `#${serial}` : titleOf(object)}
			{object === undefined ? null : (
				<span className="hwp-quiet"> {strings.count(object.immortal ? "∞" : String(object.refcnt))}</span>
			)}
		</button>
	);
}
