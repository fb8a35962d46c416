/**
 * Exercises and questions ("items") as they pass between content, server and browser. An item's key (which option is
 * right, explanations, reference solution) is in its definition only; the public form is all that a browser gets before
 * it has answered. Definitions and their schemas stand beside each kind.
 */

/** `<chapter>/<lesson>/<name>`, for example `counting/references/q1`. Stable: answers are stored under it. */
export type ItemId = string;

export type Locale = "en" | "zh-CN";

/** Prose of an item: Markdown's inline part (code, emphasis) as authored; the component renders it. */
export type InlineText = string;

export interface PublicOption {
	readonly id: string;
	readonly text: InlineText;
}

export interface PublicChoice {
	readonly kind: "choice" | "multiple";
	readonly id: ItemId;
	readonly prompt: InlineText;
	/** A program shown with the question, or null. */
	readonly program: string | null;
	readonly options: readonly PublicOption[];
}

/** A short answer typed by the learner: a number, a word, or the program's output. */
export interface PublicShort {
	readonly kind: "short";
	readonly id: ItemId;
	readonly prompt: InlineText;
	readonly program: string | null;
	/** Several lines are expected (predict the output). */
	readonly multiline: boolean;
}

/** A fact that a program's run must show. Checks are public and run in the browser at every run too. */
export type Check =
	| { readonly kind: "finishes"; readonly label: InlineText }
	| { readonly kind: "output"; readonly label: InlineText; readonly equals: string }
	/** No instance of the type is alive when the last line has run. */
	| { readonly kind: "freed"; readonly label: InlineText; readonly type: string }
	/** At least `atLeast` instances of the type were freed by their count alone. */
	| { readonly kind: "freedByCount"; readonly label: InlineText; readonly type: string; readonly atLeast: number }
	| { readonly kind: "freedByCollector"; readonly label: InlineText; readonly type: string; readonly atLeast: number }
	| { readonly kind: "aliveAtEnd"; readonly label: InlineText; readonly type: string; readonly atLeast: number }
	| { readonly kind: "peakBytes"; readonly label: InlineText; readonly atMost: number }
	/** A text that the program must still contain, or must not: keeps a given part in place. */
	| { readonly kind: "contains"; readonly label: InlineText; readonly text: string }
	| { readonly kind: "lacks"; readonly label: InlineText; readonly text: string };

export interface PublicCode {
	readonly kind: "code";
	readonly id: ItemId;
	readonly prompt: InlineText;
	readonly starter: string;
	readonly checks: readonly Check[];
}

export type PublicItem = PublicChoice | PublicShort | PublicCode;

/** What a learner submits. Never a score. */
export type Answer =
	| { readonly kind: "choice"; readonly option: string }
	| { readonly kind: "multiple"; readonly options: readonly string[] }
	| { readonly kind: "short"; readonly text: string }
	| { readonly kind: "code"; readonly source: string };

export interface CheckResult {
	readonly label: InlineText;
	readonly passed: boolean;
	/** What the run showed instead; null where passed. */
	readonly found: string | null;
}

/** What the learner is told after answering: the key and every explanation. */
export type Review =
	| {
			readonly kind: "choice" | "multiple";
			readonly options: readonly {
				readonly id: string;
				readonly correct: boolean;
				readonly explanation: InlineText;
			}[];
	  }
	| { readonly kind: "short"; readonly accepted: readonly string[]; readonly explanation: InlineText }
	| {
			readonly kind: "code";
			readonly checks: readonly CheckResult[];
			/** Output and traceback of the server's run, cut to a size fit to show. */
			readonly stdout: string;
			readonly stderr: string;
			/** Present once every check has passed. */
			readonly explanation: InlineText | null;
	  };

export interface Grade {
	/** 0..1 */
	readonly credit: number;
	readonly correct: boolean;
}

// ---- POST /api/answers and GET /api/progress ----

export interface AnswerRequest {
	readonly version: 1;
	/** Made by the browser; the same key is graded and stored once. 8 to 64 characters of [A-Za-z0-9_-]. */
	readonly key: string;
	readonly item: ItemId;
	readonly locale: Locale;
	readonly answer: Answer;
}

export interface AnsweredItem {
	readonly item: ItemId;
	readonly answer: Answer;
	readonly grade: Grade;
	readonly review: Review;
	/** Attempts so far, this one included. */
	readonly attempts: number;
	/** The item has been answered correctly at least once. */
	readonly solved: boolean;
	/** ISO 8601 */
	readonly at: string;
}

/** `error` is a stable code; `message` says what happened and what to do, in the request's language. */
export interface ApiError {
	readonly error: string;
	readonly message: string;
}

export interface ProgressResponse {
	readonly version: 1;
	/** The latest answer to each item. Empty for a visitor who has answered nothing (who has no row). */
	readonly answers: readonly AnsweredItem[];
}
