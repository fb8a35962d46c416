/** Judges a run by an exercise's checks. The browser does so at every run, the server when it counts: one function. */
import type { Outcome, RunReport } from "../engine/api";
import type { Check, CheckResult, Locale } from "./types";
import { type CheckWords, checkWords } from "./words";

/** One result per check, in their order. A fact of the heap holds only of a run that came to its end without an error. */
export function evaluateChecks(
	checks: readonly Check[],
	source: string,
	report: RunReport,
	locale: Locale,
): readonly CheckResult[] {
	const words = checkWords(locale);
	const code = withoutComments(source);
	return checks.map((check) => {
		const found = fault(check, code, report, words);
		return { label: check.label, passed: found === null, found };
	});
}

/** Null where the check holds, else what was found instead. */
function fault(check: Check, code: string, report: RunReport, words: CheckWords): string | null {
	if (check.kind === "contains") return code.includes(check.text) ? null : words.absent(check.text);
	if (check.kind === "lacks") return code.includes(check.text) ? words.present(check.text) : null;
	const stopped = stopOf(report.outcome, report, words);
	if (check.kind === "finishes") return stopped;
	if (stopped !== null) return words.notReached;
	const { facts } = report;
	switch (check.kind) {
		case "output":
			return sameOutput(report.stdout, check.equals) ? null : firstDifference(report.stdout, check.equals, words);
		case "freed": {
			const alive = facts.aliveAtEnd[check.type] ?? 0;
			if (alive > 0) return words.alive(alive, check.type);
			const made = (facts.freedByCount[check.type] ?? 0) + (facts.freedByCollector[check.type] ?? 0);
			return made > 0 ? null : words.neverMade(check.type);
		}
		case "freedByCount": {
			const freed = facts.freedByCount[check.type] ?? 0;
			return freed >= check.atLeast ? null : words.freedByCount(freed, check.atLeast, check.type);
		}
		case "freedByCollector": {
			const freed = facts.freedByCollector[check.type] ?? 0;
			return freed >= check.atLeast ? null : words.freedByCollector(freed, check.atLeast, check.type);
		}
		case "aliveAtEnd": {
			const alive = facts.aliveAtEnd[check.type] ?? 0;
			return alive >= check.atLeast ? null : words.tooFewAlive(alive, check.atLeast, check.type);
		}
		case "peakBytes":
			return facts.peakBytes <= check.atMost ? null : words.peak(facts.peakBytes, check.atMost);
	}
}

function stopOf(outcome: Outcome, report: RunReport, words: CheckWords): string | null {
	switch (outcome.kind) {
		case "finished":
			if (outcome.exitStatus === 0) return null;
			return words.failed(report.stderr.trimEnd().split("\n").at(-1) ?? "", report.errorLine);
		case "unsupported":
			return words.unsupported(outcome.feature, outcome.line);
		case "limit":
			return words.limit[outcome.limit](outcome.line);
		case "bug":
			return words.bug;
	}
}

/** Output compared as a reader would: spaces at line ends and empty lines at the end do not count. */
function outputLines(text: string): readonly string[] {
	const lines = text.split(/\r\n|\n/).map((line) => line.trimEnd());
	while (lines.at(-1) === "") lines.pop();
	return lines;
}

function sameOutput(a: string, b: string): boolean {
	return outputLines(a).join("\n") === outputLines(b).join("\n");
}

function firstDifference(actual: string, expected: string, words: CheckWords): string {
	const got = outputLines(actual);
	const wanted = outputLines(expected);
	let line = 0;
	while (line < wanted.length && got[line] === wanted[line]) line++;
	return words.differs(line + 1, wanted[line] ?? null, got[line] ?? null);
}

/**
 * The text without its comments, so that a word in a remark neither satisfies `contains` nor offends `lacks`. Strings are
 * kept: a `#` between quotes on one line is text. Inside a triple-quoted string a `#` may be taken for a comment, which
 * costs nothing here.
 */
function withoutComments(source: string): string {
	return source
		.split("\n")
		.map((line) => {
			let quote: string | null = null;
			for (let i = 0; i < line.length; i++) {
				const c = line.charAt(i);
				if (quote !== null) {
					if (c === "\\") i++;
					else if (c === quote) quote = null;
				} else if (c === '"' || c === "'") quote = c;
				else if (c === "#") return line.slice(0, i);
			}
			return line;
		})
		.join("\n");
}
