/**
 * The engine's door for its hosts: runs programs without holding up the page, worker or server that they run in, tells
 * how far they are, stops when it is told to, and gets the library's files as programs need them. It is the same for a
 * page, a worker and Node: what a host has of its own (where the files are) it hands over.
 */
import type { Engine, Library, Progress, Recording, RunOptions, RunReport, Underway } from "./api";
import type { ProfileName } from "./profiles";
import type { Questions } from "./questions";

export type { HeapState, Progress, Recording, RunReport } from "./api";

/**
 * A build of the machine as it is imported: `dist/recording.mjs`, or `dist/fast.mjs` where nothing is recorded; for pages,
 * which load as little as they can, `core.mjs` in the folder of that name.
 */
export type Machine = Pick<Engine, "provideLibrary" | "libraryFilesOf" | "startRun" | "startRecording"> & {
	readonly provideChunk: (name: string, chunk: Chunk) => void;
	/** Files with which a run that is under way would go on faster. */
	readonly wishes: () => readonly string[];
	readonly NotAtHand: new (...args: never) => Error & { readonly files: readonly string[] };
};

type Chunk = (core: never) => void;

/** What a host hands over. */
export interface Host {
	readonly machine: Machine;
	/** With `core.mjs`: the `chunks` of the `chunks.mjs` beside it, which load the rest as programs need it. */
	readonly chunks?: Readonly<Record<string, () => Promise<{ readonly default: Chunk }>>>;
	/** Whether the host's policy allows code that is made from text: code that runs often is then translated (0022). */
	readonly translates?: boolean;
	/** The `chunksOfModules` beside them: by a module's name, the chunks that importing it comes to need, a space apart. */
	readonly chunksOfModules?: Readonly<Record<string, string>>;
	/**
	 * The bytes of a file under `dist/library`: `3.13/index.json`, `3.13/keyword.code`. Each is asked for once. What it
	 * throws is what the run ends with.
	 */
	readonly file: (path: string) => Uint8Array | Promise<Uint8Array>;
}

/** What an `AbortSignal` is to the engine. */
export interface Signal {
	readonly aborted: boolean;
	readonly reason?: unknown;
}

export interface Options extends RunOptions {
	/** Once it is aborted, the run ends at its next rest; what was awaited is rejected with the signal's reason. */
	readonly signal?: Signal;
	/** Told at every rest. */
	readonly onProgress?: (progress: Progress) => void;
	/** Milliseconds between two rests, about. */
	readonly slice?: number;
}

export interface Door {
	/** Runs a program to its end, as `python main.py` does. */
	run(source: string, options?: Options): Promise<RunReport>;
	/** The same, and its consumer says when it goes on: every value is a rest, the iterator's return value the report. */
	runInSteps(source: string, options?: Options): AsyncGenerator<Progress, RunReport>;
	/** Runs it and keeps what is needed to show any of its steps. The last recording is the one that can be asked. */
	record(source: string, options?: Options): Promise<Recording>;
	/** Gets what every recording needs, so that the first does not wait for it. */
	ready(): Promise<void>;
	/** The state at a moment of the last recording. Of a host that has the machine in parts, one looks through `look`. */
	readonly stateAt: Recording["stateAt"];
	/** What a look at a recording gives. Where it takes a part of the machine that is not there yet, it is looked again. */
	look<Seen>(at: () => Seen | Promise<Seen>): Promise<Seen>;
	/** A question to the last recording: `ask("whyAlive", step, serial)`. Plain data both ways, fit for a worker's messages. */
	ask<Q extends keyof Questions>(question: Q, ...about: Parameters<Questions[Q]>): Promise<ReturnType<Questions[Q]>>;
}

type Answers = {
	readonly [Q in keyof Questions]: (...about: Parameters<Questions[Q]>) => ReturnType<Questions[Q]>;
};

/**
 * Chunks that a recording needs beside what its program brings: its own, what looks inside its steps, and what writes a
 * text of its states that is not all ASCII. States and events are made in one go, so nothing can be fetched for them.
 */
const OF_RECORDINGS = ["record", "questions", "unicode"];

/** What programs seldom call. */
const SELDOM = "seldom";
/** A run that has taken as many milliseconds gets it: to begin again for it would cost more by and by. */
const WORTH_SELDOM_MS = 50;

/** Milliseconds of a slice where nothing else is said: a page still draws its 60 frames a second. */
const SLICE_MS = 8;
/** Line steps of a run's first slice; from then on as many as take about a slice's time, and not suddenly many more. */
const FIRST_STEPS = 500;

export function openEngine(host: Host): Door {
	const { machine } = host;
	const library = new Parts(host);
	/** There is one machine: runs wait for the one before. */
	let last: Promise<unknown> = Promise.resolve();
	let recording: Recording | null = null;

	/** Goes through a run; where the library has to bring more, through the same run again. */
	async function* inSlices<Result>(
		start: (source: string, options: RunOptions) => Underway<Result>,
		source: string,
		{ profile = "3.13", limits, signal, slice = SLICE_MS, onProgress }: Options,
	): AsyncGenerator<Progress, Result> {
		const turn = last;
		let release = (): void => {};
		last = new Promise<void>((resolve) => {
			release = resolve;
		});
		try {
			await turn;
			await looking(() => library.prepare(source, profile), profile);
			/** Characters of output told of, which a run that begins again writes again. */
			let told = 0;
			for (;;) {
				let run: Underway<Result> | null = null;
				try {
					// Where the part that begins such runs is not there yet, it says so here.
					run = start(source, limits === undefined ? { profile } : { profile, limits });
					let steps = FIRST_STEPS;
					let skip = told;
					let running = 0;
					for (let compiled = false; ; compiled = true) {
						if (signal?.aborted === true) throw signal.reason ?? new Error("the run was given up");
						const began = performance.now();
						const advanced = run.advance(steps);
						if (advanced.done) return advanced.result;
						if (!compiled) continue;
						running += performance.now() - began;
						const took = Math.max(performance.now() - began, slice / 8);
						steps = Math.max(1, Math.min(steps * 4, Math.round((steps * slice) / took)));
						const progress = run.progress();
						const output = progress.output.flatMap(({ stream, text }) => {
							const fresh = text.slice(skip);
							skip -= text.length - fresh.length;
							told += fresh.length;
							return fresh === "" ? [] : [{ stream, text: fresh }];
						});
						// The run goes on without them; where they do not come, to its end.
						if (host.translates === true) library.fetch(machine.wishes(), profile).catch(() => {});
						if (running > WORTH_SELDOM_MS) library.chunks([SELDOM]).catch(() => {});
						onProgress?.({ ...progress, output });
						yield { ...progress, output };
						await rest();
					}
				} catch (error) {
					if (!(error instanceof machine.NotAtHand)) throw error;
					await library.fetch(error.files, profile);
				} finally {
					run?.giveUp();
				}
			}
		} finally {
			release();
		}
	}

	/** Does it; and, where it takes parts that are not at hand, gets these and does it again. */
	async function looking<Result>(action: () => Result | Promise<Result>, profile: ProfileName): Promise<Result> {
		for (;;) {
			try {
				return await action();
			} catch (error) {
				if (!(error instanceof machine.NotAtHand)) throw error;
				await library.fetch(error.files, profile);
			}
		}
	}

	function recorded(): Recording {
		if (recording === null) throw new Error("nothing has been recorded");
		return recording;
	}

	return {
		run: (source, options = {}) => finished(inSlices(machine.startRun, source, options)),
		runInSteps: (source, options = {}) => inSlices(machine.startRun, source, options),
		ready: () => library.chunks(OF_RECORDINGS),
		async record(source, options = {}) {
			await library.chunks(OF_RECORDINGS);
			recording = await finished(inSlices(machine.startRecording, source, options));
			return recording;
		},
		stateAt: (moment, options) => recorded().stateAt(moment, options),
		// No look takes a file of the library: the recording's run had what it needs.
		look: (at) => looking(at, "3.13"),
		async ask(question, ...about) {
			return looking(() => {
				const answers: Answers = recorded().ask;
				return answers[question](...about);
			}, "3.13");
		},
	};
}

async function finished<Result>(run: AsyncGenerator<unknown, Result>): Promise<Result> {
	for (;;) {
		const { done, value } = await run.next();
		if (done === true) return value;
	}
}

/** Lets the host's other tasks run: a task of the event loop, not of its queue of promises. */
function rest(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}

/** What runs need and is not at hand from the start: files of the library, and chunks of the machine. */
class Parts {
	/** On their way, and here. */
	private readonly coming = new Map<string, Promise<void>>();
	private readonly atHand = new Map<string, Uint8Array>();
	private readonly provided = new Set<ProfileName>();

	constructor(private readonly host: Host) {}

	/** Gets what a program's text imports. One that imports nothing needs nothing. */
	async prepare(source: string, profile: ProfileName): Promise<void> {
		if (!/\bimport\b|\b__import__\b/.test(source)) return;
		await this.provide(profile);
		await this.fetch(this.host.machine.libraryFilesOf(source, profile), profile);
	}

	/** Gets files, and with modules what importing them will ask for: each time that a run asks, it begins again. */
	async fetch(files: readonly string[], profile: ProfileName): Promise<void> {
		const all = new Set([...files, ...files.flatMap((name) => this.chunksWith(name))]);
		await Promise.all([...all].map((name) => this.bring(name.endsWith(".mjs") ? name : `${profile}/${name}`)));
	}

	/** Gets chunks, of a host that has the machine in parts. */
	async chunks(names: readonly string[]): Promise<void> {
		if (this.host.chunks !== undefined) await Promise.all(names.map((name) => this.bring(`${name}.mjs`)));
	}

	private chunksWith(file: string): readonly string[] {
		const { chunks, chunksOfModules } = this.host;
		if (chunks === undefined || !file.endsWith(".code")) return [];
		const own = chunksOfModules?.[file.slice(0, -".code".length)]?.split(" ") ?? [];
		return ["library", ...own].filter((name) => chunks[name] !== undefined).map((name) => `${name}.mjs`);
	}

	private async bring(path: string): Promise<void> {
		const coming = this.coming.get(path) ?? this.load(path);
		this.coming.set(path, coming);
		try {
			await coming;
		} catch (error) {
			// What did not come is asked for again by the next run.
			this.coming.delete(path);
			throw error;
		}
	}

	private async load(path: string): Promise<void> {
		const { machine, chunks, file } = this.host;
		if (!path.endsWith(".mjs")) {
			this.atHand.set(path, await file(path));
			return;
		}
		const name = path.slice(0, -".mjs".length);
		const chunk = chunks?.[name];
		if (chunk === undefined) throw new Error(`the engine's ${path} is not among the chunks that its host has given`);
		machine.provideChunk(name, (await chunk()).default);
	}

	private async provide(profile: ProfileName): Promise<void> {
		if (this.provided.has(profile)) return;
		const index = `${profile}/index.json`;
		await this.bring(index);
		const text = (path: string): string | null => {
			const bytes = this.atHand.get(path);
			return bytes === undefined ? null : new TextDecoder().decode(bytes);
		};
		const library: Library = {
			index: JSON.parse(text(index) ?? "{}"),
			code: (name) => this.atHand.get(`${profile}/${name}.code`) ?? null,
			source: (name) => text(`${profile}/${name}.py`),
		};
		this.host.machine.provideLibrary(profile, library);
		this.provided.add(profile);
	}
}
