/** The machine's door: `run` a program to its end, or `record` it to show any of its steps. See ../api.ts. */
import "./builtins";
import "./builtinsiter";
import "./bytes";
import "./complexes";
import "./bytesmethods";
import "./dicts";
import "./exceptions";
import "./floats";
import "./gcmodule";
import "./generators";
import "./generatorthrow";
import "./intmethods";
import "./ints";
import "./iterators";
import "./lists";
import "./numberbuiltins";
import "./objects";
import "./functiontypes";
import "./wrappertypes";
import "./frametypes";
import "./ranges";
import "./sets";
import "./slices";
import "./strformat";
import "./strmethods";
import "./strs";
import "./sysmodule";
import "./tuples";
import "./unraisable";
import "./weakrefs";
import type { Engine } from "../api";
import { runProgram } from "./program";
import { record as recordProgram } from "./recording";

export const run: Engine["run"] = runProgram;
export const record: Engine["record"] = recordProgram;
/** For tests: the audit of the state that `stateAt` was last asked for. */
export { recount } from "./recount";
