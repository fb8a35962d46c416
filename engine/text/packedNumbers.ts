/** How the Unicode tables are written down (generateUnicode.py). */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$";

/** Reads generateUnicode.py's base-32 numbers and single digits one after the other. */
export class Numbers {
	private position = 0;
	private readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
	more(): boolean {
		return this.position < this.text.length;
	}
	digit(): number {
		return DIGITS.indexOf(this.text.charAt(this.position++));
	}
	number(): number {
		let value = 0;
		for (let scale = 1; ; scale *= 32) {
			const digit = this.digit();
			value += (digit % 32) * scale;
			if (digit < 32) return value;
		}
	}
}
