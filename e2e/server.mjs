import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "../scripts/migrate.mjs";

/** The built site on a new, empty database, until it is told to stop: `node e2e/server.mjs PORT`. */

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "heapwise-journeys-"));
const file = join(folder, "journeys.db");
migrate(file, join(root, "prisma", "sqlite", "migrations"));

const next = join(root, "node_modules", "next", "dist", "bin", "next");
const server = spawn(process.execPath, [next, "start", "--port", process.argv[2] ?? "3170"], {
	cwd: root,
	env: { ...process.env, NODE_ENV: "production", DATABASE_URL: `file:${file}`, NEXT_TELEMETRY_DISABLED: "1" },
	stdio: ["ignore", "ignore", "inherit"],
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => {
	rmSync(folder, { recursive: true, force: true });
	process.exit(code ?? 0);
});
