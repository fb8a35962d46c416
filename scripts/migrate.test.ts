import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "./migrate.mjs";

let folder: string;
let file: string;
let migrations: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "heapwise-migrate-"));
	file = join(folder, "test.db");
	migrations = join(folder, "migrations");
	cpSync(join("prisma", "sqlite", "migrations"), migrations, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function add(name: string, sql: string): void {
	mkdirSync(join(migrations, name), { recursive: true });
	writeFileSync(join(migrations, name, "migration.sql"), sql);
}

function rows(sql: string): readonly unknown[] {
	const database = new Database(file);
	try {
		return database.prepare(sql).raw().all();
	} finally {
		database.close();
	}
}

describe("migrate", () => {
	it("applies every migration once, in order, and records it as Prisma does", () => {
		add("29991231000000_later", 'CREATE TABLE "Later" ("id" TEXT NOT NULL PRIMARY KEY);');
		expect(migrate(file, migrations)).toEqual(["20261122000000_begin", "29991231000000_later"]);
		expect(migrate(file, migrations)).toEqual([]);
		const recorded = rows(
			`SELECT migration_name, length(checksum), applied_steps_count, finished_at >= started_at FROM _prisma_migrations ORDER BY migration_name`,
		);
		expect(recorded).toEqual([
			["20261122000000_begin", 64, 1, 1],
			["29991231000000_later", 64, 1, 1],
		]);
	});

	it("keeps the rows that refer to a table which is rebuilt", () => {
		migrate(file, migrations);
		const database = new Database(file);
		database.exec(`INSERT INTO "User" (id, name, email, updatedAt) VALUES ('u', '', 'u@guest.invalid', 0)`);
		database.exec(`INSERT INTO "Session" (id, token, expiresAt, updatedAt, userId) VALUES ('s', 't', 0, 0, 'u')`);
		database.close();
		// As Prisma writes a changed column for SQLite: a new table, the rows copied, the old one dropped.
		add(
			"29991231000000_rebuild",
			`CREATE TABLE "new_User" AS SELECT * FROM "User"; DROP TABLE "User"; ALTER TABLE "new_User" RENAME TO "User";
			CREATE UNIQUE INDEX "User_id" ON "User"("id");`,
		);
		migrate(file, migrations);
		expect(rows(`SELECT id FROM "Session"`)).toEqual([["s"]]);
	});

	it("applies a migration whole or not at all", () => {
		add("29991231000000_faulty", 'CREATE TABLE "Half" ("id" TEXT); CREATE TABLE "Half" ("id" TEXT);');
		expect(() => migrate(file, migrations)).toThrow(/already exists/);
		expect(rows("SELECT name FROM sqlite_master WHERE name = 'Half'")).toEqual([]);
	});

	it("refuses a migration that was changed after it had been applied", () => {
		migrate(file, migrations);
		writeFileSync(join(migrations, "20261122000000_begin", "migration.sql"), "-- nothing\n");
		expect(() => migrate(file, migrations)).toThrow(/was changed after/);
	});

	it("refuses a database that a newer version has migrated", () => {
		add("29991231000000_later", 'CREATE TABLE "Later" ("id" TEXT NOT NULL PRIMARY KEY);');
		migrate(file, migrations);
		rmSync(join(migrations, "29991231000000_later"), { recursive: true });
		expect(() => migrate(file, migrations)).toThrow(/newer than the program/);
	});
});
