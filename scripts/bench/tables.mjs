import { meanRatio } from "./figures.mjs";

/** The tables of a run of the benchmarks, as text. */

/**
 * @typedef {{
 *   readonly name: string,
 *   readonly times: Readonly<Record<string, import("./races.mjs").Times>>,
 *   readonly recording: import("./recorder.mjs").Recorded | null,
 *   readonly recordingFailed: string | null,
 * }} Row a program
 *
 * @typedef {Readonly<Record<"geomean" | "worst" | "firstGeomean" | "pyodideGeomean" | "overPyodide" | "recordingRatio"
 *   | "recordingOverFast" | "replayRatio" | "seekMedianMs" | "seekWorstMs" | "singleStepMs" | "coldMs" | "coldEndMs"
 *   | "coreGzipKb" | "bytesPerLineStep" | "loadBefore" | "loadAfter", number | null>>} Figures
 *
 * @typedef {Figures & {
 *   readonly about: Readonly<Record<string, { readonly version: string | null, readonly absent: string | null }>>,
 *   readonly rows: readonly Row[],
 *   readonly cold: Readonly<Record<string, import("./races.mjs").Start>>,
 *   readonly seeking: Readonly<Record<string, import("./recorder.mjs").Sought | { readonly failed: string }>>,
 * }} Report
 */

/** @param {number | null | undefined} value @param {number} digits */
const number = (value, digits = 2) => (value == null ? "-" : value.toFixed(digits));

/** @param {readonly (readonly string[])[]} rows the first is the head; all columns but the first to the right */
function table(rows) {
	const widths = (rows[0] ?? []).map((_head, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}

/** @param {Report} report */
export function reportOf(report) {
	const { about, rows, cold, seeking } = report;
	const names = Object.keys(about).filter((name) => about[name]?.absent === null);
	/** @param {"warm" | "first"} kind */
	const ratios = (kind) => {
		const others = names.filter((name) => name !== "python3");
		const line = (/** @type {Row} */ { name, times }) => [
			name,
			number(times.python3?.[kind], 0),
			...others.map((other) => number(meanRatio([[times[other]?.[kind], times.python3?.[kind]]]))),
		];
		const means = others.map((other) =>
			number(meanRatio(rows.map(({ times }) => [times[other]?.[kind], times.python3?.[kind]]))),
		);
		return table([[kind, "python3 ms", ...others], ...rows.map(line), ["geomean", "", ...means]]);
	};
	const failures = rows.flatMap(({ name, times, recordingFailed }) => [
		...Object.entries(times).flatMap(([engine, { failed }]) =>
			failed === null ? [] : [`${name} is not compared in ${engine}: ${failed}`],
		),
		...(recordingFailed === null ? [] : [`${name} was not recorded: ${recordingFailed}`]),
	]);
	const absent = Object.entries(about).flatMap(([name, { absent: why }]) =>
		why === null ? [] : [`${name} is not here: ${why}${name === "python3" ? "; there are no ratios without it" : ""}`],
	);
	const recordings = table([
		["recording", "run ms", "record", "replay", "line steps", "bytes a step"],
		...rows.flatMap(({ name, recording }) =>
			recording === null
				? []
				: [
						[
							name,
							number(recording.run, 0),
							number(meanRatio([[recording.record, recording.run]])),
							number(meanRatio([[recording.replay, recording.run]])),
							String(recording.lineSteps),
							number(recording.bytes / Math.max(1, recording.lineSteps), 1),
						],
					],
		),
	]);
	const seeks = table([
		["seeks", "instructions", "line steps", "median ms", "worst ms", "one step ms"],
		...Object.entries(seeking).map(([name, sought]) =>
			"failed" in sought
				? [name, sought.failed]
				: [
						name,
						String(sought.instructions),
						String(sought.lineSteps),
						number(sought.median, 1),
						number(sought.worst, 1),
						number(sought.single, 1),
					],
		),
	]);
	const starts = table([
		["from load", "to first print ms", "to the end ms"],
		...Object.entries(cold).flatMap(([name, { print, end }]) =>
			name.startsWith("python") ? [] : [[name, number(print, 0), number(end, 0)]],
		),
	]);
	const versions = names.map((name) => `${name} ${about[name]?.version}`).join(", ");
	const figures = table([
		["figure", ""],
		...["geomean", "worst", "firstGeomean", "pyodideGeomean", "overPyodide", "recordingRatio", "recordingOverFast"].map(
			(name) => [name, number(report[/** @type {keyof Figures} */ (name)])],
		),
		...[
			"replayRatio",
			"seekMedianMs",
			"seekWorstMs",
			"singleStepMs",
			"coldMs",
			"coldEndMs",
			"coreGzipKb",
			"bytesPerLineStep",
		].map((name) => [name, number(report[/** @type {keyof Figures} */ (name)])]),
	]);
	const load = `load average ${number(report.loadBefore)} before, ${number(report.loadAfter)} after`;
	return `${[
		versions,
		load,
		ratios("warm"),
		ratios("first"),
		[...absent, ...failures].join("\n"),
		recordings,
		seeks,
		starts,
		figures,
	]
		.filter((part) => part !== "")
		.join("\n\n")}\n`;
}
