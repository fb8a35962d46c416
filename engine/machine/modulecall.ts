/** Calls of what library modules have by name (`_PyImport_GetModuleAttr` and a call of it). */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { vectorcall } from "./call";
import { importModule } from "./imports";
import { F_OWNED, NULL, PUSHED, type Ref } from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { intern } from "./str";
import { nativeKind, type Status } from "./tables";

/** Words: the module's name, the function's, then the arguments (all owned). */
const CALL = nativeKind("function of a module", (frame, value) => step(frame, value));

/** `MODULE.NAME(*args)`: the module is imported first. Arguments are borrowed. */
export function callOfModule(module: string, name: string, ...args: readonly Ref[]): Status {
	const words = args.length + 2;
	const frame = pushNative(CALL, words, words);
	H[frame + N0] = intern(module);
	H[frame + N0 + 1] = intern(name);
	args.forEach((o, i) => {
		H[frame + N0 + 2 + i] = incref(o);
	});
	const status = step(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

function step(frame: number, first: Ref): Status {
	let value: Status = first;
	for (;;) {
		const state = stateOf(frame);
		setState(frame, state + 1);
		if (state === 0) value = importModule(at(frame + N0));
		else if (state === 1) value = dropping(value, getAttr(value, at(frame + N0 + 1)));
		else if (state === 2) value = dropping(value, vectorcall(value, frame + N0 + 2, at(frame + F_OWNED) - 2, NULL));
		else return value;
		if (value === PUSHED || value === NULL) return value;
	}
}

/** A status, once what it came of is dropped. */
export function dropping(o: Ref, status: Status): Status {
	decref(o);
	return status;
}
