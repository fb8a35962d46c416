/**
 * Why an object was freed: the step in which it died is run again with its deaths watched. Told are the instruction, the
 * reference that it ended, and the owners that died before the object and let the next one go.
 */
import type { DeathView } from "../api";
import { opcodeName } from "../compile/disassemble";
import type { WhyFreed } from "../questions";
import { at } from "./arena";
import { watchCollector } from "./collectorwatch";
import { watchDeaths } from "./death";
import { dyingOwners } from "./deathstack";
import { codeOf, frameLine, topPython } from "./frames";
import { frameLabel, frameName, slotLabel } from "./labels";
import {
	CODE_NAMES,
	F_CODE,
	F_END,
	F_GLOBALS,
	F_KIND,
	F_LOCALS,
	F_PC,
	F_PREV,
	FRAME_WORDS,
	NULL,
	R_FRAME,
	type Ref,
	SERIAL,
} from "./layout";
import { objectOf } from "./stackref";
import { textOf } from "./str";
import { objectName } from "./whyalive";

type Freed = Extract<WhyFreed, { kind: "freed" }>;

/** `replay` runs the step in which the object died once more. */
export function whyFreed(death: DeathView, replay: () => void): WhyFreed {
	let collection: Freed["collection"] = null;
	let freed: Freed | null = null;
	watchCollector({
		begin: (generation, reason) => {
			collection = { generation, reason };
		},
		enter: () => {},
		visit: () => {},
		phase: () => {},
		end: () => {
			collection = null;
		},
	});
	watchDeaths((o) => {
		if (at(o + SERIAL) === death.serial) freed = describe(o, death, collection);
	});
	replay();
	watchDeaths(null);
	watchCollector(null);
	return freed ?? { kind: "alive" };
}

function describe(o: Ref, death: DeathView, collection: Freed["collection"]): Freed {
	const owners = dyingOwners(o);
	const frame = topPython();
	const first = owners[0]?.owner ?? o;
	return {
		kind: "freed",
		by: death.by,
		step: death.step,
		line: death.line,
		function: frame === 0 ? "" : frameName(frame),
		instructionLine: frame === 0 ? death.line : frameLine(frame),
		instruction: frame === 0 ? "" : opcodeName(at(at(frame + F_PC)) & 255),
		ended: collection !== null ? "a reference that the collector cleared" : endedReference(frame, first),
		owners: owners.map(({ owner, address }) => ({
			owner: objectName(owner),
			label: address <= 0 ? "a callback" : slotLabel(owner, address),
		})),
		collection,
	};
}

/** The reference to `o` that the instruction under way has ended. */
function endedReference(frame: number, o: Ref): string {
	if (frame === 0) return "the interpreter";
	const word = at(at(frame + F_PC));
	const name = opcodeName(word & 255);
	const arg = word >> 8;
	const code = codeOf(at(frame + F_CODE));
	const whose = frameName(frame);
	const named = (): string => textOf(at(at(at(frame + F_CODE) + CODE_NAMES) + arg));
	const local = (index: number): string => `local ${code.localsplusnames[index] ?? "?"} of ${whose}`;
	switch (name) {
		case "STORE_FAST":
		case "DELETE_FAST":
		case "STORE_DEREF":
		case "DELETE_DEREF":
			return local(arg);
		case "STORE_FAST_LOAD_FAST":
		case "STORE_FAST_STORE_FAST":
			return local(arg >> 4);
		case "STORE_NAME":
		case "DELETE_NAME":
			if (at(frame + F_LOCALS) !== at(frame + F_GLOBALS)) return `${named()} in ${whose}`;
			return `global ${named()}`;
		case "STORE_GLOBAL":
		case "DELETE_GLOBAL":
			return `global ${named()}`;
		case "STORE_ATTR":
		case "DELETE_ATTR":
			return `.${named()}`;
		case "STORE_SUBSCR":
		case "DELETE_SUBSCR":
		case "STORE_SLICE":
			return "an item";
		case "POP_EXCEPT":
			return "the exception that was handled";
		case "POP_TOP":
			return "a value that nothing kept";
		default:
			return endedFrame(o) ?? `the value stack of ${whose}`;
	}
}

/** The local of a call that has just ended, whose frame's words are still as they were. Null: none had the object. */
function endedFrame(o: Ref): string | null {
	const running = at(R_FRAME);
	const ended = running === 0 ? 0 : at(running + F_END);
	if (ended === 0 || at(ended + F_PREV) !== running || at(ended + F_KIND) !== 0 || at(ended + F_CODE) === NULL)
		return null;
	const names = codeOf(at(ended + F_CODE)).localsplusnames;
	for (let i = 0; i < names.length; i++)
		if (objectOf(at(ended + FRAME_WORDS + i)) === o) return frameLabel(ended, ended + FRAME_WORDS + i, null);
	return null;
}
