import { join } from "node:path";
import { parentPort } from "node:worker_threads";
import { imageIn } from "./image.mjs";
import { libraryIn } from "./library.mjs";
import { machineIn } from "./machine.mjs";

// Not beside this file: in a built server it is bundled, and stands elsewhere.
const dist = join(/*turbopackIgnore: true*/ process.cwd(), "engine", "dist");
const machine = machineIn(dist);
for (const profile of /** @type {const} */ (["3.13", "3.14"])) {
	machine.provideImage(profile, imageIn(dist, profile));
	machine.provideLibrary(profile, libraryIn(join(dist, "library", profile)));
}

/** One engine in a thread of its own: takes a program, answers with its report. One at a time. */
parentPort?.on("message", (/** @type {import("./pool").Job} */ { source, limits }) => {
	parentPort?.postMessage(machine.run(source, { limits }));
});
parentPort?.postMessage("started");
