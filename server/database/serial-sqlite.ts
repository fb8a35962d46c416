import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type {
	IsolationLevel,
	SqlDriverAdapter,
	SqlDriverAdapterFactory,
	SqlQuery,
	SqlResultSet,
	Transaction,
} from "@prisma/driver-adapter-utils";

/**
 * Prisma's better-sqlite3 adapter, made safe for several requests at once. The stock one has a single connection and
 * lets any query use it at any time: a plain query issued while another request's transaction is open becomes part of
 * that transaction and vanishes with its rollback. And its BEGIN takes no lock, so that two processes which read and
 * then write both start, and one fails.
 *
 * Here plain queries and new transactions wait their turn, first come first served, while a transaction is open, and a
 * transaction begins with BEGIN IMMEDIATE. What follows from it: inside `$transaction(async (tx) => ...)` only `tx` may
 * be used. The outer client would wait for the transaction that waits for it, until the transaction's timeout.
 */
export class SerialSqlite implements SqlDriverAdapterFactory {
	readonly provider = "sqlite";
	readonly adapterName = "heapwise/serial-sqlite";

	/** @param url `file:` and a path */
	constructor(private readonly url: string) {}

	async connect(): Promise<SqlDriverAdapter> {
		const inner = await new PrismaBetterSqlite3({ url: this.url, timeout: BUSY_MILLISECONDS }).connect();
		await inner.executeScript(PRAGMAS);
		return new SerialAdapter(inner);
	}
}

/** How long another process may hold the write lock before a query fails. It is held for milliseconds. */
const BUSY_MILLISECONDS = 10_000;

/** FULL: an answer that was acknowledged survives a power cut too (docs/decisions/0002-database.md). */
const PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

/** Called to let the next one through. */
type Leave = () => void;

/** Lets one through at a time, in the order of arrival. */
class Turnstile {
	private last: Promise<void> = Promise.resolve();

	enter(): Promise<Leave> {
		let leave: Leave = () => {};
		const before = this.last;
		this.last = new Promise((resolve) => {
			leave = resolve;
		});
		return before.then(() => leave);
	}
}

class SerialAdapter implements SqlDriverAdapter {
	readonly provider = "sqlite";
	private readonly turnstile = new Turnstile();

	constructor(private readonly inner: SqlDriverAdapter) {}

	get adapterName(): string {
		return this.inner.adapterName;
	}

	queryRaw(query: SqlQuery): Promise<SqlResultSet> {
		return this.inTurn(() => this.inner.queryRaw(query));
	}

	executeRaw(query: SqlQuery): Promise<number> {
		return this.inTurn(() => this.inner.executeRaw(query));
	}

	executeScript(script: string): Promise<void> {
		return this.inTurn(() => this.inner.executeScript(script));
	}

	/** The turn is kept until the transaction's commit or rollback. */
	async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
		if (isolationLevel !== undefined && isolationLevel !== "SERIALIZABLE") {
			throw new Error(`SQLite has no isolation level but SERIALIZABLE; asked for ${isolationLevel}`);
		}
		const leave = await this.turnstile.enter();
		try {
			await this.inner.executeRaw(statement("BEGIN IMMEDIATE"));
		} catch (error) {
			leave();
			throw error;
		}
		return new ImmediateTransaction(this.inner, leave);
	}

	dispose(): Promise<void> {
		return this.inTurn(() => this.inner.dispose());
	}

	private async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const leave = await this.turnstile.enter();
		try {
			return await work();
		} finally {
			leave();
		}
	}
}

class ImmediateTransaction implements Transaction {
	readonly provider = "sqlite";
	/** Prisma sends no COMMIT or ROLLBACK of its own: the methods below do. */
	readonly options = { usePhantomQuery: true };

	constructor(
		private readonly inner: SqlDriverAdapter,
		private readonly leave: Leave,
	) {}

	get adapterName(): string {
		return this.inner.adapterName;
	}

	queryRaw(query: SqlQuery): Promise<SqlResultSet> {
		return this.inner.queryRaw(query);
	}

	executeRaw(query: SqlQuery): Promise<number> {
		return this.inner.executeRaw(query);
	}

	/** Committed, or rolled back and thrown; either way the next one has its turn. */
	async commit(): Promise<void> {
		try {
			await this.inner.executeRaw(statement("COMMIT"));
		} catch (error) {
			await this.rollback().catch(() => {});
			throw error;
		} finally {
			this.leave();
		}
	}

	async rollback(): Promise<void> {
		try {
			await this.inner.executeRaw(statement("ROLLBACK"));
		} finally {
			this.leave();
		}
	}

	async createSavepoint(name: string): Promise<void> {
		await this.inner.executeRaw(statement(`SAVEPOINT ${name}`));
	}

	async rollbackToSavepoint(name: string): Promise<void> {
		await this.inner.executeRaw(statement(`ROLLBACK TO ${name}`));
	}

	async releaseSavepoint(name: string): Promise<void> {
		await this.inner.executeRaw(statement(`RELEASE SAVEPOINT ${name}`));
	}
}

function statement(sql: string): SqlQuery {
	return { sql, args: [], argTypes: [] };
}
