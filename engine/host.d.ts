/** The few names that every host of the engine has, a page, a worker and Node alike; there are no others here. */
declare const performance: { now(): number };
declare class TextEncoder {
	encode(text: string): Uint8Array;
}
