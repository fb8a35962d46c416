import { openEngine } from "../../engine/index";

/**
 * Records programs one after the other and tells of each the hash of its events and of the state at its end, and what it
 * wrote. The same file does it in a page and in Node.
 * @param {import("../../engine/index").Machine} machine
 * @param {import("../../engine/index").Host["file"]} file
 * @param {readonly { profile: "3.13" | "3.14", source: string }[]} programs
 * @param {(i: number, found: string) => void | Promise<void>} tell
 */
export async function recordAll(machine, file, programs, tell) {
	const door = openEngine({ machine, file });
	for (const [i, { profile, source }] of programs.entries()) {
		const recording = await door.record(source, { profile });
		const { steps, output, report } = recording.summary;
		await tell(i, JSON.stringify([recording.eventsHash(), steps, report.outcome, output]));
	}
}
