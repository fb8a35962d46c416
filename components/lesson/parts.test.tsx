// @vitest-environment happy-dom
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { en } from "@/components/i18n/en";
import type { AnsweredItem, AnswerRequest, PublicChoice, PublicShort, Review } from "@/exercises/types";

const ITEM: PublicChoice = {
	kind: "choice",
	id: "counting/references/q1",
	prompt: "After `del a`, is it freed?",
	program: "a = 1\n",
	options: [
		{ id: "no", text: "No" },
		{ id: "yes", text: "Yes, by `del`" },
	],
};

const TYPED: PublicShort = {
	kind: "short",
	id: "counting/references/q2",
	prompt: "What is printed?",
	program: null,
	multiline: false,
};

const REVIEWS: Readonly<Record<string, Review>> = {
	[ITEM.id]: {
		kind: "choice",
		options: [
			{ id: "no", correct: true, explanation: "One reference is left." },
			{ id: "yes", correct: false, explanation: "It took a name away." },
		],
	},
	[TYPED.id]: { kind: "short", accepted: ["4"], explanation: "The call counts its own argument." },
};

let stored: AnsweredItem[];
let sent: AnswerRequest[];
let reachable: boolean;
let host: HTMLElement;
let root: Root;

async function server(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
	if (!reachable) throw new TypeError("Failed to fetch");
	if (String(input) === "/api/progress") return Response.json({ version: 1, answers: stored });
	const request = JSON.parse(String(init?.body)) as AnswerRequest;
	sent.push(request);
	const { answer } = request;
	const correct =
		(answer.kind === "choice" && answer.option === "no") || (answer.kind === "short" && answer.text === "4");
	const answered: AnsweredItem = {
		item: request.item,
		answer,
		grade: { credit: correct ? 1 : 0, correct },
		review: REVIEWS[request.item] ?? { kind: "short", accepted: [], explanation: "" },
		attempts: 1,
		solved: correct,
		at: `2026-01-01T00:00:0${sent.length}.000Z`,
	};
	return Response.json(answered);
}

/** Draws a page anew, as a reload does: with a client of its own, and with what storage kept. */
async function open(draw: (parts: typeof import("./Quiz") & typeof import("./Predict")) => ReactNode): Promise<void> {
	vi.resetModules();
	const parts = { ...(await import("./Quiz")), ...(await import("./Predict")) };
	const { LocaleProvider } = await import("../i18n/LocaleProvider");
	// It comes apart, with the first answer: here it is at hand.
	await import("./Reviewed");
	await act(async () => {
		root.render(
			<LocaleProvider locale="en" text={en.live}>
				{draw(parts)}
			</LocaleProvider>,
		);
	});
	await settle();
}

async function settle(): Promise<void> {
	await act(async () => {
		for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
	});
}

function button(name: string): HTMLButtonElement {
	const found = [...host.querySelectorAll("button")].find((one) => one.textContent === name);
	if (found === undefined) throw new Error(`no button ${name}`);
	return found;
}

async function press(element: HTMLElement): Promise<void> {
	await act(async () => element.click());
	await settle();
}

function radios(): readonly HTMLInputElement[] {
	return [...host.querySelectorAll<HTMLInputElement>("input[type=radio]")];
}

beforeEach(() => {
	Reflect.set(globalThis, "IS_REACT_ACT_ENVIRONMENT", true);
	vi.stubGlobal("fetch", server);
	localStorage.clear();
	stored = [];
	sent = [];
	reachable = true;
	host = document.createElement("div");
	document.body.append(host);
	root = createRoot(host);
});

afterEach(async () => {
	await act(async () => root.unmount());
	host.remove();
	vi.unstubAllGlobals();
});

describe("a question of a quiz", () => {
	it("asks for an answer before it sends one", async () => {
		await open(({ Quiz }) => <Quiz items={[ITEM]} />);
		await press(button("Answer"));
		expect(host.textContent).toContain("Choose an answer first.");
		expect(sent).toEqual([]);
	});

	it("explains every option once answered, and lets a wrong answer be given again", async () => {
		await open(({ Quiz }) => <Quiz items={[ITEM]} />);
		expect(host.textContent).not.toContain("One reference is left.");
		await press(radios()[1] ?? host);
		await press(button("Answer"));
		expect(host.textContent).toContain("Not right");
		expect(host.textContent).toContain("One reference is left.");
		expect(host.textContent).toContain("It took a name away.");
		expect(radios()).toHaveLength(0);

		await press(button("Answer again"));
		expect(document.activeElement).toBe(radios()[0]);
		await press(radios()[0] ?? host);
		await press(button("Answer"));
		expect(sent.map((request) => request.answer)).toEqual([
			{ kind: "choice", option: "yes" },
			{ kind: "choice", option: "no" },
		]);
		expect(host.querySelector("[data-tone=right]")).not.toBeNull();
		expect([...host.querySelectorAll("button")].map((one) => one.textContent)).not.toContain("Answer again");
	});

	it("restores an answer given before, with its review", async () => {
		const review = REVIEWS[ITEM.id];
		if (review === undefined) throw new Error("no review");
		stored = [
			{
				item: ITEM.id,
				answer: { kind: "choice", option: "yes" },
				grade: { credit: 0, correct: false },
				review,
				attempts: 1,
				solved: false,
				at: "2026-01-01T00:00:00.000Z",
			},
		];
		await open(({ Quiz }) => <Quiz items={[ITEM, TYPED]} />);
		expect(host.querySelector("[data-picked=true]")?.textContent).toContain("Yes, by del");
		expect(host.querySelectorAll("form")[1]?.textContent).not.toContain("Right");
	});

	it("keeps an answer that cannot be sent, shows it as given, and sends it after a reload", async () => {
		reachable = false;
		await open(({ Quiz }) => <Quiz items={[ITEM]} />);
		await press(radios()[0] ?? host);
		await press(button("Answer"));
		expect(host.textContent).toContain("The server cannot be reached.");
		expect(radios()[0]?.disabled).toBe(true);

		await act(async () => root.unmount());
		root = createRoot(host);
		await open(({ Quiz }) => <Quiz items={[ITEM]} />);
		expect(radios()[0]?.checked).toBe(true);
		reachable = true;
		await press(button("Try now"));
		expect(sent).toHaveLength(1);
		expect(host.textContent).toContain("One reference is left.");
	});
});

describe("a prediction", () => {
	it("shows its program as a listing until the answer is locked, and never takes a second one", async () => {
		await open(({ Predict }) => <Predict item={ITEM} />);
		expect(host.querySelector("pre")?.textContent).toBe("a = 1\n");
		expect(host.querySelector(".hwp")).toBeNull();
		await press(radios()[1] ?? host);
		await press(button("Lock my answer"));
		expect(host.textContent).toContain("Your prediction");
		expect(host.textContent).toContain("Not right");
		expect(host.querySelector(".hwp")).not.toBeNull();
		expect([...host.querySelectorAll("button")].map((one) => one.textContent)).not.toContain("Answer again");
	});
});
