/** The machine's door: `run` a program to its end, or `record` it to show any of its steps. See ../api.ts. */
import type { Engine } from "../api";
import { record as recordProgram } from "./recording";
import { runProgram } from "./program";

export const run: Engine["run"] = runProgram;
export const record: Engine["record"] = recordProgram;
