import { availableParallelism } from "node:os";
import type { Limits, RunReport } from "@/engine/api";
import { EnginePool } from "./pool";

/** The server's own pool: one a process, started with the first program. */
const process_ = globalThis as { heapwiseEngines?: EnginePool };

function engines(): EnginePool {
	process_.heapwiseEngines ??= new EnginePool({
		// Never fewer than two, so that one slow program does not hold up everybody else's.
		threads: Math.max(2, Math.min(8, availableParallelism() - 1)),
		milliseconds: 2_500,
		perOwner: 3,
		total: 300,
	});
	return process_.heapwiseEngines;
}

/** Runs a program for grading. `owner` is who may not have many waiting at once. Throws Busy. */
export function runForGrading(owner: string, source: string, limits: Partial<Limits>): Promise<RunReport> {
	return engines().run(owner, { source, limits });
}
