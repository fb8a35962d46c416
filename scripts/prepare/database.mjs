import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { hashOf, isFresh } from "./sources.mjs";
import { run, Stop, say } from "./terminal.mjs";

/** The databases that the models are laid out for. The server speaks to the first. */
const PROVIDERS = ["sqlite", "postgresql"];

/**
 * Afterwards the database exists and has every migration.
 * @param {string} root
 * @param {string | undefined} url DATABASE_URL
 */
export async function prepareDatabase(root, url) {
	const file = databaseFile(root, url);
	// Not at the top: the driver is there only once the packages are installed.
	const { migrate } = await import("../migrate.mjs");
	try {
		mkdirSync(dirname(file), { recursive: true });
		const done = migrate(file, join(root, "prisma", "sqlite", "migrations"));
		if (done.length > 0) say(`The database ${file}: ${done.length} migrations applied`);
	} catch (error) {
		if (error.code === undefined || error.name === "SqliteError")
			throw new Stop(`the database ${file}: ${error.message}.`);
		throw new Stop(
			`the database ${file} cannot be made (${error.message}): make its folder writable, or name another file in DATABASE_URL.`,
		);
	}
}

/**
 * @param {string} root
 * @param {string | undefined} url
 */
export function databaseFile(root, url) {
	const address = url || "file:./data/heapwise.db";
	if (/^postgres(ql)?:/.test(address)) {
		throw new Stop(
			"DATABASE_URL names a PostgreSQL server, and this version serves from SQLite only: use file: and a path.",
		);
	}
	if (!/^file:./.test(address)) throw new Stop(`DATABASE_URL must be file: and a path, but it is "${address}".`);
	const path = address.slice("file:".length);
	return isAbsolute(path) ? path : join(root, path);
}

/**
 * Afterwards prisma/generated has a client for each layout, made from the models as they are now.
 * @param {string} root
 */
export function generateClients(root) {
	const hash = hashOf(root, [
		"prisma/models",
		...PROVIDERS.map((name) => `prisma/${name}/schema.prisma`),
		"package-lock.json",
	]);
	const stampFile = join(root, "prisma", "generated", ".stamp");
	if (isFresh(hash, stampFile)) return;
	for (const provider of PROVIDERS) {
		const folder = join(root, "prisma", provider);
		// Copies, not links: a link in the repository breaks on a Windows checkout.
		rmSync(join(folder, "models"), { recursive: true, force: true });
		mkdirSync(join(folder, "models"), { recursive: true });
		for (const name of readdirSync(join(root, "prisma", "models"))) {
			copyFileSync(join(root, "prisma", "models", name), join(folder, "models", name));
		}
		// `generate` looks for the schema engine, downloads it if there is none, and never runs it: any file will do.
		// Only here: with this set, `prisma migrate` would do nothing and report success.
		const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
		const cli = join(root, "node_modules", "prisma", "build", "index.js");
		run(
			`Generating the ${provider} client`,
			process.execPath,
			[cli, "generate", "--config", join(folder, "prisma.config.mjs")],
			{
				cwd: root,
				env,
			},
		);
	}
	writeFileSync(stampFile, hash);
}
