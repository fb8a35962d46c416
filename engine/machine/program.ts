/** One run from source text to report. */

import type { HeapFacts, Outcome, RunOptions, RunReport } from "../api";
import type { CodeObject } from "../compile/code";
import { compile } from "../compile/compile";
import type { PythonSyntaxError } from "../syntax/errors";
import { parse } from "../syntax/parse";
import { at, H } from "./arena";
import { watchFurniture } from "./births";
import { start } from "./boot";
import { chargeText, parsing } from "./compiling";
import { watchClassDeaths, watchDeaths } from "./death";
import { previousPython, topPython } from "./frames";
import {
	F_LINE,
	R_ERROR_LINE,
	R_EVENTS,
	R_EXIT_CODE,
	R_GC_COLLECTIONS,
	R_INSTRUCTIONS,
	R_NEXT_SERIAL,
	R_OWN_SERIAL,
	R_PEAK_BYTES,
	R_STEP,
	R_WORK,
	type Ref,
	T_FREED_BY_COLLECTOR,
	T_FREED_BY_COUNT,
	T_LIVE,
} from "./layout";
import { DEFAULT_LIMITS, LimitExceeded, limits, NotAtHand, Unsupported } from "./limits";
import { run } from "./loop";
import { output, profile, resetOutput, write } from "./machine";
import { enterMain, restsBeforeExit, setRestAtEnd, setRestBeforeExit, watchScriptEnd } from "./main";
import { NEVER, setPause, setStop } from "./rests";
import { SCRIPT, setSource } from "./sources";
import { staticTypes } from "./statictypes";
import { subclasses } from "./subclasses";
import { formatSyntaxError, formatSyntaxWarning } from "./syntaxerrortext";
import { typeName } from "./types";

/** What a program is before it runs, or why it does not. */
export type Prepared =
	| { readonly kind: "ready"; readonly code: CodeObject }
	| { readonly kind: "ended"; readonly outcome: Outcome; readonly errorLine: number | null };

/** What is warned of, and on which line. */
interface SyntaxWarningAt {
	readonly message: string;
	readonly lineno: number;
}

let begun = 0;
/** How many runs the machine has begun: a run that rests may go on only while it is the last of them. */
export function runsBegun(): number {
	return begun;
}

/** Resets the machine, compiles the program and pushes its frame. Syntax errors and warnings go to stderr. */
export function prepare(source: string, runOptions: RunOptions): Prepared {
	begun++;
	setPause(NEVER);
	const name = runOptions.profile ?? "3.13";
	Object.assign(limits, DEFAULT_LIMITS, runOptions.limits);
	resetOutput();
	// Runs whose host does not take them in slices go on.
	setRestBeforeExit(false);
	start(name);
	H[R_WORK] = Math.min(limits.work, 2_000_000_000);
	setSource(SCRIPT, source);
	const nul = source.indexOf("\0");
	if (nul >= 0) return syntaxError(nullByte(source, nul), source);
	const warn = (warnings: readonly SyntaxWarningAt[]): void => {
		for (const { message, lineno } of warnings)
			write("stderr", formatSyntaxWarning(message, lineno, SCRIPT, source, name));
	};
	chargeText(source);
	const parsed = parse(source, name, parsing());
	warn(parsed.warnings);
	if (parsed.kind === "error") return syntaxError(parsed.error, source);
	const { borrowedLoads, constantSlices, finallyWarnings, foldsTree, inlinesConsumers, lazyAnnotations } = profile();
	const options = {
		filename: SCRIPT,
		borrowedLoads,
		constantSlices,
		inlinesConsumers,
		finallyWarnings,
		foldsTree,
		lazyAnnotations,
		source,
	};
	const compiled = compile(parsed.module, options);
	if (compiled.kind !== "unsupported") warn(compiled.warnings);
	if (compiled.kind === "error") return syntaxError(compiled.error, source);
	if (compiled.kind === "unsupported")
		return { kind: "ended", outcome: unsupported(compiled.feature, compiled.line), errorLine: compiled.line };
	enterMain(compiled.code);
	return { kind: "ready", code: compiled.code };
}

/** A NUL in a file ends the line that is shown. */
function nullByte(source: string, position: number): PythonSyntaxError {
	const before = source.slice(0, position).split("\n");
	return {
		type: "SyntaxError",
		message: "source code cannot contain null bytes",
		lineno: before.length,
		offset: null,
		endLineno: null,
		endOffset: null,
		text: before.at(-1) ?? "",
	};
}

function syntaxError(error: PythonSyntaxError, source: string): Prepared {
	write("stderr", formatSyntaxError(error, SCRIPT, source, profile().name));
	return { kind: "ended", outcome: { kind: "finished", exitStatus: 1 }, errorLine: error.lineno };
}

function unsupported(feature: string, line: number): Outcome {
	return { kind: "unsupported", feature, line, message: `Line ${line}: ${feature} is not part of this machine.` };
}

/** The line that the innermost frame of the program's own text is at. */
export function currentLine(): number {
	let frame = topPython();
	while (frame !== 0 && at(frame + F_LINE) === 0) frame = previousPython(frame);
	return frame === 0 ? 0 : at(frame + F_LINE);
}

/** Runs what `go` runs; what a machine cannot go on from becomes an outcome, null where `go` ended by itself. */
export function guarded(go: () => void): Outcome | null {
	try {
		go();
		return null;
	} catch (e) {
		const line = currentLine();
		if (e instanceof LimitExceeded)
			return { kind: "limit", limit: e.limit, line, message: `Line ${line}: ${e.message}.` };
		if (e instanceof NotAtHand) throw e;
		if (e instanceof Unsupported) return unsupported(e.feature, line);
		if (e instanceof RangeError && e.message.includes("call stack"))
			return {
				kind: "limit",
				limit: "bytes",
				line,
				message: `Line ${line}: this nests deeper than this machine allows: let objects or calls nest less deeply.`,
			};
		if (e instanceof Error) return { kind: "bug", message: `${e.name}: ${e.message} (line ${line})\n${e.stack ?? ""}` };
		throw e;
	}
}

/** Live instances of the program's own making, and those that died, by type name. */
interface TypeCounts {
	readonly alive: Record<string, number>;
	readonly byCount: Record<string, number>;
	readonly byCollector: Record<string, number>;
}

/** Figures of types that are gone themselves. */
let gone: TypeCounts = { alive: {}, byCount: {}, byCollector: {} };

function addCounts(into: TypeCounts, type: Ref, base: TypeBaseline | undefined): void {
	const name = typeName(type);
	const add = (record: Record<string, number>, n: number) => {
		if (n > 0) record[name] = (record[name] ?? 0) + n;
	};
	add(into.alive, at(type + T_LIVE) - (base?.live ?? 0));
	add(into.byCount, at(type + T_FREED_BY_COUNT) - (base?.byCount ?? 0));
	add(into.byCollector, at(type + T_FREED_BY_COLLECTOR) - (base?.byCollector ?? 0));
}

interface TypeBaseline {
	readonly live: number;
	readonly byCount: number;
	readonly byCollector: number;
}

/** What every type counts now. */
function baseline(): Map<Ref, TypeBaseline> {
	const map = new Map<Ref, TypeBaseline>();
	const visit = (type: Ref) => {
		if (map.has(type)) return;
		map.set(type, {
			live: at(type + T_LIVE),
			byCount: at(type + T_FREED_BY_COUNT),
			byCollector: at(type + T_FREED_BY_COLLECTOR),
		});
		for (const sub of subclasses(type)) visit(sub);
	};
	for (const type of staticTypes()) visit(type);
	return map;
}

/** What the library made while it was imported is not the program's: it is taken into the baseline. */
function watchImports(base: Map<Ref, TypeBaseline>): void {
	let before = new Map<Ref, TypeBaseline>();
	watchFurniture((begins) => {
		if (begins) {
			before = baseline();
			return;
		}
		const none: TypeBaseline = { live: 0, byCount: 0, byCollector: 0 };
		for (const [type, now] of baseline()) {
			const then = before.get(type) ?? none;
			const known = base.get(type) ?? none;
			base.set(type, {
				live: known.live + now.live - then.live,
				byCount: known.byCount + now.byCount - then.byCount,
				byCollector: known.byCollector + now.byCollector - then.byCollector,
			});
		}
	});
}

function collectFacts(base: Map<Ref, TypeBaseline>, baseCollections: number): HeapFacts {
	const counts: TypeCounts = {
		alive: { ...gone.alive },
		byCount: { ...gone.byCount },
		byCollector: { ...gone.byCollector },
	};
	const seen = new Set<Ref>();
	const visit = (type: Ref) => {
		if (seen.has(type)) return;
		seen.add(type);
		addCounts(counts, type, base.get(type));
		for (const sub of subclasses(type)) visit(sub);
	};
	for (const type of staticTypes()) visit(type);
	return {
		aliveAtEnd: counts.alive,
		freedByCount: counts.byCount,
		freedByCollector: counts.byCollector,
		collections: at(R_GC_COLLECTIONS) - baseCollections,
		peakBytes: at(R_PEAK_BYTES),
	};
}

/** What a report needs to know from the program's beginning on; ask for `finish` when it has ended. */
export interface Accounts {
	/** To be told of every class's death from now on, and of the script's end. */
	readonly died: (o: Ref) => void;
	readonly scriptEnded: () => void;
	/** Nobody is told of anything any more. */
	close(): void;
	/** Facts as they are now; kept from the script's end if that was reached. */
	finish(outcome: Outcome, errorLine: number | null, milliseconds: number): RunReport;
}

export function openAccounts(): Accounts {
	gone = { alive: {}, byCount: {}, byCollector: {} };
	const base = baseline();
	watchImports(base);
	const made = at(R_NEXT_SERIAL);
	const eventsBefore = at(R_EVENTS);
	H[R_OWN_SERIAL] = 1;
	const collections = at(R_GC_COLLECTIONS);
	let facts: HeapFacts | null = null;
	let steps = 0;
	const close = (): void => {
		watchScriptEnd(null);
		watchClassDeaths(null);
		watchDeaths(null);
		watchFurniture(null);
	};
	return {
		close,
		died(o) {
			addCounts(gone, o, base.get(o));
			base.delete(o);
		},
		scriptEnded() {
			facts = collectFacts(base, collections);
			steps = at(R_STEP);
		},
		finish(outcome, errorLine, milliseconds) {
			close();
			const atEnd = facts ?? collectFacts(base, collections);
			const sum = (record: Readonly<Record<string, number>>) => Object.values(record).reduce((a, b) => a + b, 0);
			return {
				profile: profile().name,
				outcome,
				stdout: output.chunks
					.filter((c) => c.stream === "stdout")
					.map((c) => c.text)
					.join(""),
				stderr: output.chunks
					.filter((c) => c.stream === "stderr")
					.map((c) => c.text)
					.join(""),
				errorLine: errorLine ?? (at(R_ERROR_LINE) > 0 ? at(R_ERROR_LINE) : null),
				facts: atEnd,
				figures: {
					steps: facts === null ? at(R_STEP) : steps,
					instructions: at(R_INSTRUCTIONS),
					events: at(R_EVENTS) - eventsBefore,
					objectsMade: at(R_NEXT_SERIAL) - made,
					freedByCount: sum(atEnd.freedByCount),
					freedByCollector: sum(atEnd.freedByCollector),
					stillAlive: sum(atEnd.aliveAtEnd),
					milliseconds,
				},
			};
		},
	};
}

/** Line steps until the machine rests next; -1: it does not rest. Given to a run each time that it is to go on. */
export type Slice = number;

/**
 * Engine.startRun: what is yielded is that the machine rests: false, between two lines; true, once, when the script has
 * ended and the interpreter's exit is still to come.
 */
export function* running(source: string, options: RunOptions = {}): Generator<boolean, RunReport, Slice> {
	let began = performance.now();
	let prepared: Prepared | null = null;
	const broken = guarded(() => {
		prepared = prepare(source, options);
	});
	const accounts = openAccounts();
	if (broken !== null) return accounts.finish(broken, null, performance.now() - began);
	const ready = prepared as Prepared | null;
	if (ready !== null && ready.kind === "ended")
		return accounts.finish(ready.outcome, ready.errorLine, performance.now() - began);
	watchClassDeaths(accounts.died);
	watchScriptEnd(accounts.scriptEnded);
	// A replay may have left it so.
	setRestAtEnd(false);
	let milliseconds = performance.now() - began;
	let scriptOver = false;
	try {
		for (;;) {
			const slice = yield scriptOver;
			began = performance.now();
			let rests = false;
			const outcome = guarded(() => {
				setStop(slice < 0 ? -1 : at(R_STEP) + slice);
				setRestBeforeExit(slice >= 0 && !scriptOver);
				rests = run(0) === "stopped";
			});
			scriptOver = rests && restsBeforeExit();
			milliseconds += performance.now() - began;
			if (!rests)
				return accounts.finish(outcome ?? { kind: "finished", exitStatus: at(R_EXIT_CODE) }, null, milliseconds);
		}
	} finally {
		accounts.close();
	}
}

/** What a run that rests comes to when it is let run on. */
export function toTheEnd<Result>(run: Generator<boolean, Result, Slice>): Result {
	for (;;) {
		const { done, value } = run.next(-1);
		if (done) return value;
	}
}

/** Engine.run */
export function runProgram(source: string, options: RunOptions = {}): RunReport {
	return toTheEnd(running(source, options));
}
