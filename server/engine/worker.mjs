import { join } from "node:path";
import { parentPort } from "node:worker_threads";
import { provideLibrary, run } from "../../engine/dist/fast.mjs";
import { libraryIn } from "./library.mjs";

// Not beside this file: in a built server it is bundled, and stands elsewhere.
const library = join(/*turbopackIgnore: true*/ process.cwd(), "engine", "dist", "library");
for (const profile of /** @type {const} */ (["3.13", "3.14"]))
	provideLibrary(profile, libraryIn(join(library, profile)));

/** One engine in a thread of its own: takes a program, answers with its report. One at a time. */
parentPort?.on("message", (/** @type {import("./pool").Job} */ { source, limits }) => {
	parentPort?.postMessage(run(source, { limits }));
});
