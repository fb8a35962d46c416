/**
 * What the engine may use although the language's own library has it not: pages, workers and Node all provide it, in
 * the same form. For tsconfig.engine.json only.
 */
declare const performance: { now(): number };

declare class TextEncoder {
	encode(text: string): Uint8Array;
}

declare class TextDecoder {
	decode(bytes: Uint8Array): string;
}

interface MessagePort {
	onmessage: (() => void) | null;
	postMessage(message: null): void;
	close(): void;
}

declare class MessageChannel {
	readonly port1: MessagePort;
	readonly port2: MessagePort;
}
