import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../scripts/migrate.mjs";
import { type Database, openDatabase } from "../database";

export interface ThrowawayDatabase {
	readonly url: string;
	readonly db: Database;
	/** Closes it and removes its files. */
	remove(): Promise<void>;
}

/** A migrated SQLite database of its own, in a temporary folder. */
export function throwawayDatabase(): ThrowawayDatabase {
	const folder = mkdtempSync(join(tmpdir(), "heapwise-"));
	const file = join(folder, "test.db");
	migrate(file, join(process.cwd(), "prisma", "sqlite", "migrations"));
	const url = `file:${file}`;
	const db = openDatabase(url);
	return {
		url,
		db,
		remove: async () => {
			await db.$disconnect();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** A row to hang things on. */
export async function addUser(db: Database, id: string): Promise<string> {
	await db.user.create({ data: { id, name: "", email: `${id}@guest.invalid`, isAnonymous: true } });
	return id;
}
