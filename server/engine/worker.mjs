import { parentPort } from "node:worker_threads";
import { run } from "../../engine/dist/fast.mjs";

/** One engine in a thread of its own: takes a program, answers with its report. One at a time. */
parentPort?.on("message", (/** @type {import("./pool").Job} */ { source, limits }) => {
	parentPort?.postMessage(run(source, { limits }));
});
