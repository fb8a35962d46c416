import { spawn } from "node:child_process";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { checkPortFree } from "./prepare/checks.mjs";
import { portOf, ROOT, Stop, say } from "./prepare/terminal.mjs";

/** Serves what scripts/prepare.mjs has built, on every interface, until it is told to stop. */

/** @param {number} port */
function addresses(port) {
	const lan = Object.values(networkInterfaces())
		.flatMap((list) => list ?? [])
		.filter((entry) => entry.family === "IPv4" && !entry.internal)
		.map((entry) => `http://${entry.address}:${port}`);
	return [`http://localhost:${port}`, ...lan];
}

/** @param {number} port */
async function untilAnswering(port) {
	for (;;) {
		const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
		if (answer !== null) return answer.ok;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

async function start() {
	const port = portOf(process.env.PORT);
	await checkPortFree(port);
	const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
	const server = spawn(process.execPath, [next, "start", "--port", String(port)], {
		cwd: ROOT,
		env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
		// Next's own banner says less than ours; its errors are shown.
		stdio: ["ignore", "ignore", "inherit"],
	});
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
	server.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 0));
	const healthy = await untilAnswering(port);
	const [local, ...lan] = addresses(port);
	say(`Heapwise is at ${local}`);
	for (const address of lan) say(`on this network: ${address}`);
	if (!healthy) say(`but something is wrong: see ${local}/api/health`);
	say("Ctrl+C stops it; what learners did is kept in the database");
}

try {
	await start();
} catch (error) {
	if (!(error instanceof Stop)) throw error;
	say(`Cannot start: ${error.message}`);
	process.exit(1);
}
