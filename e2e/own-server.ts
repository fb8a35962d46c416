import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { migrate } from "../scripts/migrate.mjs";

/** A built site on a port and a database of its own, for journeys that kill it or count its rows. */
export class OwnServer {
	private child: ChildProcess | null = null;

	private constructor(
		readonly url: string,
		private readonly root: string,
		private readonly folder: string,
	) {}

	/** @param root the folder that was built: the project, or a copy of it */
	static async start(root = process.cwd()): Promise<OwnServer> {
		const folder = mkdtempSync(join(tmpdir(), "heapwise-own-"));
		const server = new OwnServer(`http://localhost:${await freePort()}`, root, folder);
		migrate(server.file, join(process.cwd(), "prisma", "sqlite", "migrations"));
		await server.serve();
		return server;
	}

	/** Starts serving, also after `kill`. Returns once it answers. */
	async serve(): Promise<void> {
		const next = join(process.cwd(), "node_modules", "next", "dist", "bin", "next");
		const child = spawn(process.execPath, [next, "start", "--port", new URL(this.url).port], {
			cwd: this.root,
			env: {
				...process.env,
				NODE_ENV: "production",
				NEXT_TELEMETRY_DISABLED: "1",
				DATABASE_URL: `file:${this.file}`,
				HEAPWISE_SECRET: "a secret for journeys only, long enough to be taken for one",
			},
			stdio: ["ignore", "ignore", "inherit"],
			// A group of its own, so that nothing it started outlives it.
			detached: process.platform !== "win32",
		});
		this.child = child;
		for (;;) {
			if (child.exitCode !== null) throw new Error(`the server ended at once, with status ${child.exitCode}`);
			const answer = await fetch(`${this.url}/api/health`).catch(() => null);
			if (answer?.ok) return;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	/** `kill -9`: it gets no chance to finish anything. */
	async kill(): Promise<void> {
		const child = this.child;
		if (child?.pid === undefined || child.exitCode !== null) return;
		const ended = new Promise((resolve) => child.once("exit", resolve));
		if (process.platform === "win32") child.kill("SIGKILL");
		else process.kill(-child.pid, "SIGKILL");
		await ended;
		this.child = null;
	}

	/** How many rows a table has, read behind the server's back. */
	count(table: "User" | "Session" | "Submission" | "ItemProgress"): number {
		const database = new Database(this.file, { readonly: true });
		try {
			return Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
		} finally {
			database.close();
		}
	}

	/** Kills it and removes its database. */
	async remove(): Promise<void> {
		await this.kill();
		rmSync(this.folder, { recursive: true, force: true });
	}

	private get file(): string {
		return join(this.folder, "own.db");
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, () => {
			const address = server.address();
			server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(address)));
		});
	});
}
