/**
 * What a scrub bar shows of a whole run, in bounded memory: figures of at most MOST states at equal distances (of all, if
 * the run is short), and a bit for each step in which something died, or a collection ended.
 */
import type { RecordingSummary, StepMarks } from "../api";

/** Most states of which figures are kept. When there are as many, every second one goes. */
const MOST = 4096;
/** Most words of marks: 4 MiB, for 2 ** 25 steps. Beyond that a bit stands for two steps, then four... */
const MOST_MARK_WORDS = 1 << 20;

class Marks {
	private bits = new Uint32Array(64);
	private every = 1;

	set(step: number): void {
		let bit = Math.floor(step / this.every);
		while (bit >> 5 >= MOST_MARK_WORDS) {
			this.halve();
			bit = Math.floor(step / this.every);
		}
		const word = bit >> 5;
		if (word >= this.bits.length) {
			const more = new Uint32Array(Math.min(MOST_MARK_WORDS, Math.max(word + 1, this.bits.length * 2)));
			more.set(this.bits);
			this.bits = more;
		}
		this.bits[word] = (this.bits[word] as number) | (1 << (bit & 31));
	}

	private halve(): void {
		const half = new Uint32Array(this.bits.length);
		this.bits.forEach((word, w) => {
			for (let b = 0; b < 32; b++) {
				if ((word & (1 << b)) === 0) continue;
				const bit = (w * 32 + b) >> 1;
				half[bit >> 5] = (half[bit >> 5] as number) | (1 << (bit & 31));
			}
		});
		this.bits = half;
		this.every *= 2;
	}

	get bytes(): number {
		return this.bits.byteLength;
	}

	marks(steps: number): StepMarks {
		return { every: this.every, bits: this.bits.slice(0, Math.ceil((steps / this.every + 1) / 32)) };
	}
}

export class Samples {
	private readonly lines = new Int32Array(MOST + 1);
	private readonly live = new Int32Array(MOST + 1);
	private readonly died = new Int32Array(MOST + 1);
	private readonly collected = new Int32Array(MOST + 1);
	private readonly columns = [this.lines, this.live, this.died, this.collected];
	private every = 1;
	private count = 0;
	readonly deaths = new Marks();
	readonly collections = new Marks();

	/** What the figures and marks take. */
	get bytes(): number {
		return [...this.columns, this.deaths, this.collections].reduce(
			(sum, part) => sum + (part instanceof Int32Array ? part.byteLength : part.bytes),
			0,
		);
	}

	/** The state to be sampled next. */
	get next(): number {
		return this.count * this.every;
	}

	/** The figures of the state `next`. */
	add(line: number, live: number, died: number, collected: number): void {
		this.put(this.count++, line, live, died, collected);
		if (this.count < MOST) return;
		for (const column of this.columns) for (let i = 0; i < MOST / 2; i++) column[i] = column[i * 2] as number;
		this.count = MOST / 2;
		this.every *= 2;
	}

	private put(i: number, line: number, live: number, died: number, collected: number): void {
		this.lines[i] = line;
		this.live[i] = live;
		this.died[i] = died;
		this.collected[i] = collected;
	}

	/** All of it, with the figures of the last state. */
	summary(
		steps: number,
		live: number,
		died: number,
		collected: number,
	): Omit<RecordingSummary, "report" | "output" | "bytes"> {
		const before = Math.min(this.count, Math.ceil(steps / this.every));
		this.put(before, 0, live, died, collected);
		const [lines, lives, deads, collections] = this.columns.map((column) => column.slice(0, before + 1));
		const none = new Int32Array(1);
		return {
			steps,
			every: this.every,
			lines: lines ?? none,
			live: lives ?? none,
			died: deads ?? none,
			collected: collections ?? none,
			deaths: this.deaths.marks(steps),
			collections: this.collections.marks(steps),
		};
	}
}
