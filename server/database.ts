import { PrismaClient } from "@/prisma/generated/sqlite/client";
import { SerialSqlite } from "./database/serial-sqlite";
import { databaseFile } from "./settings";

export type Database = PrismaClient;
/** What a `$transaction` hands to its function: the only client to use inside it. */
export type DatabaseTransaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

export function openDatabase(url: string): Database {
	return new PrismaClient({
		adapter: new SerialSqlite(url),
		// A classroom that answers at once waits in one line; nobody is turned away for it.
		transactionOptions: { maxWait: 10_000, timeout: 10_000 },
	});
}

/** One a process, whatever number of bundles this module is compiled into. */
const process_ = globalThis as { heapwiseDatabase?: Database };

/** The server's database, opened at first use and never while building. */
export function database(): Database {
	process_.heapwiseDatabase ??= openDatabase(databaseFile());
	return process_.heapwiseDatabase;
}
