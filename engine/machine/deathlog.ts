/**
 * The deaths of the program's own objects in a run, some words each, for millions may die: who, in which step and line, and
 * which of the texts that such objects had.
 */
import type { DeathView } from "../api";
import { at } from "./arena";
import { COLLECTED, FLAGS, R_STEP, R_STEP_LINE, type Ref, SERIAL, TYPE } from "./layout";
import { scriptLine } from "./scriptline";
import { typeName } from "./types";
import { shortText } from "./viewtext";

const CHUNK_SHIFT = 14;
const CHUNK = 1 << CHUNK_SHIFT;
/** Most chunks that are kept: 2 ** 21 deaths, 32 MiB. Then the earliest deaths are forgotten. */
const MOST_CHUNKS = 128;

// Words of a death.
const WHO = 0;
const STEP = 1;
/** The line (that of the step, where nothing of the program's own is under way), and above it 1 where the collector did it. */
const PLACE = 2;
const TEXT = 3;
const WORDS = 4;
const LINE_BITS = 28;

/** Texts of types and of objects: each pair once. */
interface Text {
	readonly type: string;
	readonly text: string;
}

export class DeathLog {
	/** By number of the death; an empty place where they have been forgotten. */
	private readonly chunks: (Int32Array | null)[] = [];
	private readonly texts: Text[] = [];
	private readonly numbers = new Map<string, Map<string, number>>();
	private latest: Text = { type: "", text: "" };
	private latestNumber = 0;
	/** How many have died. */
	count = 0;

	/** An object of the program's own is about to go. */
	note(o: Ref): void {
		const chunk = this.chunks[this.count >> CHUNK_SHIFT] ?? this.newChunk();
		const i = (this.count++ & (CHUNK - 1)) * WORDS;
		chunk[i + WHO] = at(o + SERIAL);
		chunk[i + STEP] = at(R_STEP);
		chunk[i + PLACE] = (scriptLine() || at(R_STEP_LINE)) | ((at(o + FLAGS) & COLLECTED) === 0 ? 0 : 1 << LINE_BITS);
		chunk[i + TEXT] = this.textNumber(typeName(at(o + TYPE)), shortText(o));
	}

	/** What its words take; the texts are few. */
	get bytes(): number {
		return this.chunks.reduce((sum, chunk) => sum + (chunk?.byteLength ?? 0), 0);
	}

	private newChunk(): Int32Array {
		const chunk = new Int32Array(CHUNK * WORDS);
		this.chunks.push(chunk);
		if (this.chunks.length > MOST_CHUNKS) this.chunks[this.chunks.length - 1 - MOST_CHUNKS] = null;
		return chunk;
	}

	private textNumber(type: string, text: string): number {
		if (type === this.latest.type && text === this.latest.text) return this.latestNumber;
		let texts = this.numbers.get(type);
		if (texts === undefined) {
			texts = new Map();
			this.numbers.set(type, texts);
		}
		const known = texts.get(text);
		const number = known ?? this.texts.length;
		this.latest = { type, text };
		this.latestNumber = number;
		if (known !== undefined) return known;
		this.texts.push(this.latest);
		texts.set(text, number);
		return number;
	}

	/** The number of the earliest death that is still known. */
	get first(): number {
		return Math.max(0, this.chunks.length - MOST_CHUNKS) << CHUNK_SHIFT;
	}

	private word(n: number, which: number): number {
		return this.chunks[n >> CHUNK_SHIFT]?.[(n & (CHUNK - 1)) * WORDS + which] ?? 0;
	}

	stepOf(n: number): number {
		return this.word(n, STEP);
	}

	serialOf(n: number): number {
		return this.word(n, WHO);
	}

	/** How many have died by the end of a step. */
	by(step: number): number {
		let low = this.first;
		let high = this.count;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.stepOf(middle) <= step) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	view(n: number): DeathView {
		const { type, text } = this.texts[this.word(n, TEXT)] as Text;
		const place = this.word(n, PLACE);
		return {
			serial: this.serialOf(n),
			type,
			text,
			by: place >> LINE_BITS === 0 ? "count" : "collector",
			step: this.stepOf(n),
			line: place & ((1 << LINE_BITS) - 1),
		};
	}

	/** Those from one on and before another, in order. */
	views(from: number, to: number): DeathView[] {
		const views: DeathView[] = [];
		for (let n = Math.max(this.first, from); n < Math.min(this.count, to); n++) views.push(this.view(n));
		return views;
	}
}
