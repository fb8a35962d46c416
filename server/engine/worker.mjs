import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { provideLibrary, run } from "../../engine/dist/fast.mjs";
import { libraryIn } from "./library.mjs";

for (const profile of /** @type {const} */ (["3.13", "3.14"])) {
	provideLibrary(profile, libraryIn(fileURLToPath(new URL(`../../engine/dist/library/${profile}`, import.meta.url))));
}

/** One engine in a thread of its own: takes a program, answers with its report. One at a time. */
parentPort?.on("message", (/** @type {import("./pool").Job} */ { source, limits }) => {
	parentPort?.postMessage(run(source, { limits }));
});
