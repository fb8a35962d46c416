import * as machine from "/dist/recording.mjs";
import { recordAll } from "./recordings.mjs";

/** @param {string} path @param {unknown} value */
const send = (path, value) => fetch(path, { method: "POST", body: JSON.stringify(value) });

const programs = await (await fetch("/programs.json")).json();
await recordAll(
	machine,
	async (path) => new Uint8Array(await (await fetch(`/dist/library/${path}`)).arrayBuffer()),
	programs,
	async (i, found) => {
		await send("/result", { i, found });
	},
);
await send("/done", null);
