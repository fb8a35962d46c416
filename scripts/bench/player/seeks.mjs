import * as machine from "../../../engine/dist/recording.mjs";
import { median } from "../figures.mjs";
import { openWith, run, scrubTo } from "./page.mjs";

/** A run of a million steps in the player: what the page does meanwhile, and jumps along it. */

/** Builds and drops lists, four steps a round. */
const LONG = `kept = []
for i in range(250_000):
    items = [i, [i]]
    kept.append(items)
    if len(kept) == 12: kept.clear()
`;

const NAMES = "abcdefghjklm";

/** A picture of 60 objects, none of them folded, that changes at every step: twelve lists of four dicts. */
const SIXTY = `${[...NAMES].map((name) => `${name} = [{}, {}, {}, {}]\n`).join("")}for i in range(60):
${[...NAMES].map((name, at) => `    ${name}[i % 4][i % 2] = ${NAMES[(at + 5) % 12]}[i % 3]\n`).join("")}`;

/** The same places in every run: a linear congruence, of which the upper bits are used. @param {number} count @param {number} last */
function randomSteps(count, last) {
	let state = 20240229;
	return Array.from({ length: count }, () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * (last + 1));
	});
}

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

/**
 * That the counts on screen are those of a run of its own.
 * @param {string} source
 * @param {number} steps of the page's run
 * @param {Awaited<ReturnType<typeof scrubTo>>} seen
 * @returns how many were compared, and the bytes that the recording takes, a step
 */
function checkCounts(source, steps, seen) {
	const recording = machine.record(source);
	if (recording.summary.steps !== steps) throw new Error(`the page ran another program, of ${steps} steps`);
	let compared = 0;
	for (const { step, counts } of seen) {
		const { objects } = recording.stateAt(step, { limit: 10_000 });
		const refcnts = new Map(objects.map((object) => [object.serial, object.immortal ? "∞" : String(object.refcnt)]));
		for (const [serial, count] of counts) {
			compared++;
			if (refcnts.get(serial) !== count)
				throw new Error(`step ${step}: the page shows ${count} for #${serial}, the engine ${refcnts.get(serial)}`);
		}
	}
	const { keyframes, log } = recording.summary.bytes;
	return { countsCompared: compared, bytesPerStep: (keyframes + log) / Math.max(1, steps) };
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url a lesson with a player
 * @param {number} seeks
 */
export async function seekTimes(browser, url, seeks) {
	const { context, player } = await openWith(browser, url, LONG);
	const { steps, longTasks } = await run(player);
	const seen = await scrubTo(player, randomSteps(seeks, steps));
	await context.close();
	const checked = checkCounts(LONG, steps, seen);
	const took = seen.map((each) => each.took);
	return {
		steps,
		seekMedianMs: median(took),
		seekP95Ms: quantile(took, 0.95),
		longestTaskMs: Math.max(0, ...longTasks),
		...checked,
	};
}

/**
 * From each step to the next, and back.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 */
export async function scrubTimes(browser, url) {
	const { context, player } = await openWith(browser, url, SIXTY);
	const { steps } = await run(player);
	const there = Array.from({ length: 120 }, (_, at) => steps - 240 + at);
	const seen = await scrubTo(player, [...there, ...there.toReversed()]);
	await context.close();
	const most = Math.max(...seen.map(({ counts }) => counts.length));
	checkCounts(SIXTY, steps, seen);
	return { scrubMedianMs: median(seen.map(({ took }) => took)), scrubObjects: most };
}
