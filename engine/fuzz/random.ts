/** The fuzzer's own dice: the same seed makes the same program on any machine. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = (seed ^ 0x9e3779b9) >>> 0;
		for (let i = 0; i < 8; i++) this.next();
	}

	/** mulberry32: 0 <= x < 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let t = this.state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** 0 <= n < limit */
	int(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	between(low: number, high: number): number {
		return low + this.int(high - low + 1);
	}

	chance(p: number): boolean {
		return this.next() < p;
	}

	pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
		return items[this.int(items.length)] as T;
	}

	/** One of `[weight, item]`. */
	weighted<T>(items: readonly (readonly [number, T])[]): T {
		let left = this.next() * items.reduce((sum, [weight]) => sum + weight, 0);
		for (const [weight, item] of items) {
			left -= weight;
			if (left < 0) return item;
		}
		return (items.at(-1) as readonly [number, T])[1];
	}
}
