/**
 * Coroutines and asynchronous generators, of the library alone (`asyncStubs` in compile/optimize.ts): they can be made
 * and closed, so that modules learn their types, and are refused when something would run them.
 */
import { at } from "./arena";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { closeGenerator } from "./generatorthrow";
import {
	GENERATOR_NAME,
	GENERATOR_QUALNAME,
	GENERATOR_WEAKLIST,
	GENERATOR_WORDS,
	LAYOUT_GENERATOR,
	type Ref,
	TF_GC,
	TF_NO_NEW,
} from "./layout";
import { Unsupported } from "./limits";
import { addressText } from "./objects";
import { incref } from "./refcount";
import { newStr, textOf } from "./str";
import { S_REPR, unary } from "./tables";
import { ASYNC_GENERATOR, COROUTINE, OBJECT } from "./typeids";

const TYPES: readonly (readonly [Ref, string, readonly string[]])[] = [
	[COROUTINE, "coroutine", ["send", "throw", "__await__"]],
	[ASYNC_GENERATOR, "async_generator", ["__aiter__", "__anext__", "asend", "athrow", "aclose"]],
];
for (const [type, name, methods] of TYPES) {
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_GENERATOR,
		bytes: 160,
		itemBytes: 8,
		words: GENERATOR_WORDS,
		flags: TF_GC | TF_NO_NEW,
		weakAt: GENERATOR_WEAKLIST,
		slots: {
			[S_REPR]: unary((o) => newStr(`<${name} object ${textOf(at(o + GENERATOR_QUALNAME))} at ${addressText(o)}>`)),
		},
	});
	declareAttribute(type, "__name__", (o) => incref(at(o + GENERATOR_NAME)));
	declareAttribute(type, "__qualname__", (o) => incref(at(o + GENERATOR_QUALNAME)));
	for (const method of methods) {
		declareMethod(type, method, 0, -1, () => {
			throw new Unsupported("async def");
		});
	}
}
declareMethod(COROUTINE, "close", 0, 0, (self) => closeGenerator(self));
