/** How deep C code may call itself (`Py_C_RECURSION_LIMIT`), and how deep ours does without going through the loop. */
import type { ProfileName } from "../profiles";
import { at } from "./arena";
import { raise } from "./errors";
import { R_NATIVE_DEPTH } from "./layout";
import { profile } from "./machine";
import { RECURSION_ERROR } from "./typeids";

/** 3.13's limit; 3.14 goes by the size of the stack, and goes deeper than this. */
const DEEPEST = 9998;
/** Native frames above which a new one waits for the loop to enter it, so that JavaScript's stack stays small. */
const SHALLOW = 100;

/** What 3.14 says: the stack's size is that of an 8 MB stack. */
const WORDING: Readonly<Record<ProfileName, string>> = {
	"3.13": "maximum recursion depth exceeded",
	"3.14": "Stack overflow (used 8156 kB)",
};

/** `_Py_CheckRecursiveCall` of native code. `where`: what the message ends with. */
export function recursionError(where: string): 0 {
	return raise(RECURSION_ERROR, `${WORDING[profile().name]}${where}`);
}

/** `Py_EnterRecursiveCall`, where a level of nesting takes so many native frames. False with RecursionError set. */
export function mayRecurse(where: string, frames: number): boolean {
	if (at(R_NATIVE_DEPTH) <= DEEPEST * frames) return true;
	recursionError(where);
	return false;
}

/** Whether a native frame is entered by the loop and not at once. */
export function isDeep(): boolean {
	return at(R_NATIVE_DEPTH) > SHALLOW;
}
