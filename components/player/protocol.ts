/** What the page and the engine's worker say to each other: one reply to each request, in the order asked, and now and then how far a recording is. */
import type {
	DeathView,
	EventPage,
	HeapState,
	InstructionPage,
	Moment,
	PageOptions,
	RecordingSummary,
	RunOptions,
} from "../../engine/api";
import type { Questions } from "../../engine/questions";
import type { Lens } from "./graph/lens";
import type { Outline } from "./graph/outline";
import type { Difference } from "./memory/difference";
import type { MemorySample } from "./memory/samples";

export type EngineRequest =
	/** Records a program that will probably be asked for, if that is soon done, and says what will be shown first. */
	| {
			readonly id: number;
			readonly kind: "ahead";
			readonly source: string;
			readonly options: RunOptions;
			readonly showAt: "start" | "end";
	  }
	| { readonly id: number; readonly kind: "record"; readonly source: string; readonly options: RunOptions }
	| { readonly id: number; readonly kind: "stateAt"; readonly moment: Moment; readonly values: boolean }
	/** Where on the graph each object belongs, drawn in another way. */
	| { readonly id: number; readonly kind: "outline"; readonly lens: Lens }
	| { readonly id: number; readonly kind: "eventsOf"; readonly step: number; readonly options: PageOptions }
	| { readonly id: number; readonly kind: "instructionsOf"; readonly step: number; readonly options: PageOptions }
	| { readonly id: number; readonly kind: "deaths"; readonly options: PageOptions }
	| { readonly id: number; readonly kind: "compare"; readonly from: number; readonly to: number }
	| { readonly id: number; readonly kind: "measure"; readonly steps: readonly number[] }
	| ({ readonly id: number; readonly kind: "ask" } & Asked);

/** A question of the engine's (engine/questions.ts) and what it is about. */
export type Asked = {
	[Q in keyof Questions]: { readonly question: Q; readonly about: Parameters<Questions[Q]> };
}[keyof Questions];

export type Answer<Q extends keyof Questions> = ReturnType<Questions[Q]>;

/** A recording as the page knows it: its summary, and where on the graph each object belongs. */
export interface Recorded {
	readonly summary: RecordingSummary;
	readonly outline: Outline;
}

/** A run that nobody has asked for yet, with the state that is shown when it is, and the one before that. */
export interface Ahead {
	readonly recorded: Recorded;
	readonly state: HeapState;
	readonly before: HeapState | null;
}

export type EngineReply =
	| ({ readonly id: number; readonly kind: "recorded" } & Recorded)
	/** Not the reply yet: so many steps have been recorded. */
	| { readonly id: number; readonly kind: "progress"; readonly steps: number }
	| { readonly id: number; readonly kind: "state"; readonly state: HeapState }
	| { readonly id: number; readonly kind: "outlined"; readonly outline: Outline }
	| { readonly id: number; readonly kind: "events"; readonly page: EventPage }
	| { readonly id: number; readonly kind: "instructions"; readonly page: InstructionPage }
	| { readonly id: number; readonly kind: "deaths"; readonly deaths: readonly DeathView[] }
	| { readonly id: number; readonly kind: "compared"; readonly difference: Difference }
	| { readonly id: number; readonly kind: "measured"; readonly samples: readonly MemorySample[] }
	| { readonly id: number; readonly kind: "answer"; readonly answer: Answer<keyof Questions> }
	/** Null: the program is not soon done. */
	| { readonly id: number; readonly kind: "ahead"; readonly ahead: Ahead | null }
	/** Part of the library could not be fetched: the network is gone. */
	| { readonly id: number; readonly kind: "absent"; readonly message: string }
	/** The request could not be answered: a defect of ours, never the program's own error. */
	| { readonly id: number; readonly kind: "failed"; readonly message: string };
