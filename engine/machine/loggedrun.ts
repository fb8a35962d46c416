/** The machine runs on with a log on: who tells a log what (events.ts, death.ts, collectorwatch.ts, rests.ts) is told here. */
import { type CollectorWatcher, watchCollector } from "./collectorwatch";
import { watchDeaths } from "./death";
import { type EventLog, keepLog, watchClearing } from "./events";
import type { Ref } from "./layout";
import { type InstructionWatcher, watchInstructions } from "./rests";

export interface Log extends EventLog, CollectorWatcher {
	/** An object is about to go. */
	dead(o: Ref): void;
	/** The collector is about to clear one. */
	clearing?(o: Ref): void;
}

/** The log that is on. Who tells it is made once: steps may be few instructions, and millions are run one by one. */
let logging: Log | null = null;
const dies = (o: Ref): void => logging?.dead(o);
const clears = (o: Ref): void => logging?.clearing?.(o);

/** `go` runs the machine on. `watcher` is told of each instruction. */
export function runLogged(go: () => void, log: Log, watcher: InstructionWatcher | null): void {
	logging = log;
	keepLog(log);
	watchDeaths(dies);
	watchCollector(log);
	watchInstructions(watcher);
	watchClearing(clears);
	try {
		go();
	} finally {
		logging = null;
		keepLog(null);
		watchDeaths(null);
		watchCollector(null);
		watchInstructions(null);
		watchClearing(null);
	}
}
