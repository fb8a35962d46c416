/** A whole random program of heap work, from a seed. */
import { classDefinition, plainClass } from "./classes";
import { raiserDefinition } from "./errors";
import { functionDefinition, makerDefinitions } from "./functions";
import { Random } from "./random";
import { statement } from "./statements";
import { callbackDefinition } from "./weak";
import { type Feature, Writer } from "./writer";

/** The same seed and features give the same program. 20 to 200 lines. */
export function program(seed: number, features: ReadonlySet<Feature>): string {
	const random = new Random(seed);
	const own = new Set(features);
	if (random.chance(0.4)) own.delete("sets");
	const w = new Writer(random, own);
	w.line("import gc, sys, weakref");
	w.line("from sys import getrefcount");
	if (!w.has("auto") || random.chance(0.85)) w.line("gc.disable()");
	// What an interpreter has done before is no part of what is compared: imports may or may not leave garbage.
	w.line("gc.collect()");
	w.line("kept = []");
	plainClass(w);
	w.line("class Error(Exception): pass");
	const size = random.between(6, 34);
	const classes = random.between(1, 3);
	for (let i = 0; i < classes; i++) classDefinition(w);
	const callbacks = random.between(0, 2);
	for (let i = 0; i < callbacks; i++) callbackDefinition(w);
	raiserDefinition(w);
	makerDefinitions(w);
	const functions = random.between(0, 3);
	for (let i = 0; i < functions; i++) functionDefinition(w);
	for (let i = 0; i < size; i++) statement(w);
	w.show("len(kept)");
	if (random.chance(0.5)) w.show("gc.collect()");
	return `${w.lines.join("\n")}\n`;
}
