import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

/**
 * Applies the migrations that are checked in, in Prisma's layout and in Prisma's own table, so that `prisma migrate
 * status` and `deploy` agree with what was done here; but with no engine to download.
 */

const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * Afterwards the database has every migration, each applied whole or not at all. Returns the names newly applied.
 * @param {string} file
 * @param {string} folder the migrations
 * @returns {string[]}
 */
export function migrate(file, folder) {
	const database = open(file);
	try {
		database.pragma("journal_mode = WAL");
		// Outside the transaction, where alone it counts: without it, rebuilding a table deletes the rows that refer to it.
		database.pragma("foreign_keys = OFF");
		// Two starts at once: the second waits here and then finds the work done.
		return database.transaction(() => applyMissing(database, folder)).immediate();
	} finally {
		database.close();
	}
}

/** @param {string} file */
function open(file) {
	try {
		return new Database(file, { timeout: 20_000 });
	} catch (error) {
		throw new Error(`the database ${file} cannot be opened (${error.message})`);
	}
}

/**
 * @param {import("better-sqlite3").Database} database
 * @param {string} folder
 */
function applyMissing(database, folder) {
	database.exec(TABLE);
	const rows = database
		.prepare(`SELECT "migration_name" AS "name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`)
		.all();
	const applied = new Map(rows.map((row) => [row.name, row.checksum]));
	const names = readdirSync(folder)
		.filter((name) => existsSync(join(folder, name, "migration.sql")))
		.sort();
	for (const name of applied.keys()) {
		if (!names.includes(name))
			throw new Error(
				`the database has the migration ${name}, which this version does not know: it is newer than the program`,
			);
	}
	const record = database.prepare(
		`INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count") VALUES (?, ?, ?, ?, ?, 1)`,
	);
	const done = [];
	for (const name of names) {
		const sql = readFileSync(join(folder, name, "migration.sql"));
		const checksum = createHash("sha256").update(sql).digest("hex");
		const before = applied.get(name);
		if (before === checksum) continue;
		if (before !== undefined) throw new Error(`the migration ${name} was changed after it had been applied`);
		const started = Date.now();
		database.exec(sql.toString("utf8"));
		record.run(randomUUID(), checksum, Date.now(), name, started);
		done.push(name);
	}
	const broken = database.pragma("foreign_key_check");
	if (broken.length > 0) throw new Error(`a migration would leave ${broken.length} rows that refer to nothing`);
	return done;
}
