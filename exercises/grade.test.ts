import { describe, expect, it } from "vitest";
import { answerSchema, MAX_SOURCE, MAX_TEXT } from "./answer";
import { defined, gradingKey, type ItemDefinition, itemSchema, publicForm } from "./definition";
import { both, CHINESE, ENGLISH, reportOf } from "./fixture";
import { grade } from "./grade";
import type { Authoring } from "./text";
import type { Answer } from "./types";

const CANARY = "canary";

const choice = {
	kind: "choice",
	prompt: both("How many?", "几个？"),
	program: "known",
	options: [
		{ id: "one", text: "`1`", correct: true, explanation: both(`Right ${CANARY}`, `对 ${CANARY}`) },
		{
			id: "two",
			text: "2",
			correct: false,
			misconception: "assignment-copies",
			explanation: both(`Wrong ${CANARY}`, `错 ${CANARY}`),
		},
	],
};

const multiple = {
	kind: "multiple",
	prompt: both("Which?", "哪些？"),
	options: ["a", "b", "c", "d"].map((id, i) => ({
		id,
		text: `\`${id}\``,
		correct: i < 2,
		explanation: both(CANARY, `${CANARY} 说明`),
		misconception: i < 2 ? null : "gc-on-timer",
	})),
};

const short = {
	kind: "short",
	prompt: both("Output?", "输出？"),
	multiline: true,
	accepted: ["a\nb", `${CANARY} accepted`],
	foreseen: [
		{ text: "b\na", misconception: "gc-on-timer", explanation: both(`Foreseen ${CANARY}.`, `料到 ${CANARY}。`) },
	],
	explanation: both(`General ${CANARY}.`, `一般 ${CANARY}。`),
};

const code = {
	kind: "code",
	prompt: both("Mend it", "改好它"),
	starter: "known",
	solution: "known",
	checks: [
		{ kind: "finishes", label: both("Runs", "能运行") },
		{ kind: "freed", label: both("All freed", "全部释放"), type: "Node" },
	],
	explanation: both(`Because ${CANARY}`, `因为 ${CANARY}`),
	limits: { work: 1000 },
};

function read(authored: unknown, authoring: Authoring = ENGLISH): ItemDefinition {
	return defined("chapter/lesson/name", authoring, itemSchema(authoring).parse(authored));
}

function fault(authored: unknown): string {
	const parsed = itemSchema(ENGLISH).safeParse(authored);
	const issue = parsed.error?.issues[0];
	return issue ? `${issue.path.join(".")}: ${issue.message}` : "no fault";
}

async function noRun(): Promise<never> {
	throw new Error("this kind runs nothing");
}

async function graded(definition: ItemDefinition, answer: Answer) {
	const result = await grade(definition, answer, noRun);
	if (!result.ok) throw new Error(`refused: ${result.problem}`);
	return result;
}

describe("authored items", () => {
	it("are read in each language, with programs by name", () => {
		expect(read(choice)).toMatchObject({
			id: "chapter/lesson/name",
			locale: "en",
			prompt: "How many?",
			program: "print(1)\n",
		});
		expect(read(choice, CHINESE)).toMatchObject({
			locale: "zh-CN",
			prompt: "几个？",
			options: [{ text: "`1`" }, { text: "2" }],
		});
		expect(read(code)).toMatchObject({ starter: "print(1)\n", limits: { work: 1000 } });
	});

	it("are refused with the path of the fault", () => {
		const [right, wrong] = choice.options;
		expect(fault({ ...choice, prompt: { en: "How many?" } })).toMatch(/^prompt\.zh-CN: /);
		expect(fault({ ...choice, prompt: "How many?" })).toMatch(/^prompt: needs a text for each language/);
		expect(fault({ ...choice, program: "unknown" })).toBe("program: no program unknown.py beside the items");
		expect(fault({ ...choice, options: [right, { ...wrong, misconception: null }] })).toMatch(
			/^options\.1: a wrong option names/,
		);
		expect(fault({ ...choice, options: [right, { ...wrong, id: "one" }] })).toMatch(/share an id/);
		expect(fault({ ...choice, options: [right, { ...right, id: "too" }] })).toMatch(/exactly one right/);
		expect(fault({ ...choice, hint: "x" })).toMatch(/hint/);
		expect(fault({ ...short, foreseen: [{ ...short.foreseen[0], text: "a \nb\n" }] })).toMatch(
			/both accepted and foreseen/,
		);
		expect(fault({ ...code, checks: code.checks.slice(1) })).toMatch(/^checks: /);
		expect(fault({ ...code, checks: code.checks.toReversed() })).toMatch(/first check is `finishes`/);
		expect(fault({ kind: "essay" })).toMatch(/^kind: /);
	});
});

it("the public form has no key in it", () => {
	for (const item of [choice, multiple, short, code]) {
		const text = JSON.stringify(publicForm(read(item)));
		expect(text).not.toMatch(/canary|correct|misconception|accepted|solution|gc-on-timer/);
	}
	expect(publicForm(read(choice))).toEqual({
		kind: "choice",
		id: "chapter/lesson/name",
		prompt: "How many?",
		program: "print(1)\n",
		options: [
			{ id: "one", text: "`1`" },
			{ id: "two", text: "2" },
		],
	});
});

it("the grading key is the same in every language and follows the key only", () => {
	for (const item of [choice, multiple, short, code]) {
		expect(gradingKey(read(item, CHINESE))).toEqual(gradingKey(read(item)));
		expect(gradingKey(read({ ...item, prompt: both("Other", "别的") }))).toEqual(gradingKey(read(item)));
		expect(JSON.stringify(gradingKey(read(item)))).not.toMatch(/Right|explanation|Runs/);
	}
	expect(gradingKey(read({ ...short, accepted: ["z"] }))).not.toEqual(gradingKey(read(short)));
	expect(gradingKey(read({ ...code, limits: { work: 5 } }))).not.toEqual(gradingKey(read(code)));
});

describe("choice", () => {
	it("one option is right; the review explains all", async () => {
		const right = await graded(read(choice), { kind: "choice", option: "one" });
		expect(right.grade).toEqual({ credit: 1, correct: true });
		expect(right.review).toEqual({
			kind: "choice",
			options: [
				{ id: "one", correct: true, explanation: `Right ${CANARY}` },
				{ id: "two", correct: false, explanation: `Wrong ${CANARY}` },
			],
		});
		expect((await graded(read(choice), { kind: "choice", option: "two" })).grade).toEqual({
			credit: 0,
			correct: false,
		});
	});

	it.each([
		[["a", "b"], 1, true],
		[["b", "a"], 1, true],
		[["a"], 0.5, false],
		[["a", "c"], 0, false],
		[["a", "b", "c"], 0.5, false],
		[["a", "b", "c", "d"], 0, false],
		[["c", "d"], 0, false],
	])("multiple: %j earns %d", async (options, credit, correct) => {
		expect((await graded(read(multiple), { kind: "multiple", options })).grade).toEqual({ credit, correct });
	});
});

describe("short", () => {
	it.each(["a\nb", " a\r\nb \r\n\r\n", "\na\rb", "ａ\nｂ", `${CANARY} accepted`])("accepts %j", async (text) => {
		expect((await graded(read(short), { kind: "short", text })).grade).toEqual({ credit: 1, correct: true });
	});

	it.each(["a b", "A\nb", "a\n\nb", "ab", "a\n b"])("does not accept %j", async (text) => {
		expect((await graded(read(short), { kind: "short", text })).grade).toEqual({ credit: 0, correct: false });
	});

	it("answers a foreseen mistake with its own words", async () => {
		const foreseen = await graded(read(short), { kind: "short", text: "b\na\n" });
		expect(foreseen.review).toMatchObject({ explanation: `Foreseen ${CANARY}. General ${CANARY}.` });
		const other = await graded(read(short), { kind: "short", text: "c" });
		expect(other.review).toEqual({ kind: "short", accepted: short.accepted, explanation: `General ${CANARY}.` });
	});
});

describe("code", () => {
	it("is graded by the run, under the item's limits", async () => {
		const asked: unknown[] = [];
		const result = await grade(read(code), { kind: "code", source: "x = 1" }, async (source, limits) => {
			asked.push(source, limits);
			return reportOf({ freedByCount: { Node: 2 } }, { stdout: "out" });
		});
		expect(asked).toEqual(["x = 1", { work: 1000 }]);
		expect(result).toMatchObject({
			ok: true,
			grade: { credit: 1, correct: true },
			review: { kind: "code", stdout: "out", explanation: `Because ${CANARY}` },
		});
	});

	it("keeps its explanation until every check has passed", async () => {
		const result = await grade(read(code), { kind: "code", source: "x = 1" }, async () => reportOf({}));
		expect(result).toMatchObject({ ok: true, grade: { credit: 0, correct: false }, review: { explanation: null } });
		expect(JSON.stringify(result)).not.toContain(CANARY);
	});

	it("cuts what it shows", async () => {
		const result = await grade(read(code), { kind: "code", source: "x" }, async () =>
			reportOf({}, { stdout: "y".repeat(1_000_000) }),
		);
		expect(JSON.stringify(result).length).toBeLessThan(10_000);
	});
});

describe("an answer that cannot be graded is a result", () => {
	const refusals: readonly (readonly [unknown, Answer, string])[] = [
		[choice, { kind: "multiple", options: ["one"] }, "wrong-kind"],
		[choice, { kind: "short", text: "one" }, "wrong-kind"],
		[choice, { kind: "choice", option: "three" }, "unknown-option"],
		[choice, { kind: "choice", option: "" }, "empty"],
		[multiple, { kind: "choice", option: "a" }, "wrong-kind"],
		[multiple, { kind: "multiple", options: [] }, "empty"],
		[multiple, { kind: "multiple", options: ["a", "a"] }, "unknown-option"],
		[multiple, { kind: "multiple", options: ["a", "toString"] }, "unknown-option"],
		[short, { kind: "code", source: "a" }, "wrong-kind"],
		[short, { kind: "short", text: " \n\t " }, "empty"],
		[short, { kind: "short", text: "a".repeat(MAX_TEXT + 1) }, "too-long"],
		[code, { kind: "choice", option: "one" }, "wrong-kind"],
		[code, { kind: "code", source: "\n" }, "empty"],
		[code, { kind: "code", source: "a".repeat(MAX_SOURCE + 1) }, "too-long"],
	];

	it.each(refusals)("%#", async (item, answer, problem) => {
		expect(await grade(read(item), answer, noRun)).toEqual({ ok: false, problem });
	});
});

it("the border takes answers and nothing beside them", () => {
	expect(answerSchema.safeParse({ kind: "choice", option: "one" }).success).toBe(true);
	expect(answerSchema.safeParse({ kind: "choice", option: "one", credit: 1 }).success).toBe(false);
	expect(answerSchema.safeParse({ kind: "code", source: "a".repeat(MAX_SOURCE + 1) }).success).toBe(false);
	expect(answerSchema.safeParse({ kind: "multiple", options: "a" }).success).toBe(false);
	expect(answerSchema.safeParse({ kind: "score", credit: 1 }).success).toBe(false);
});
