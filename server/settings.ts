import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { z } from "zod";

/** What the server takes from its surroundings, checked where it is read. */

const databaseUrl = z
	.string()
	.regex(/^file:./, "DATABASE_URL must be file: and a path, such as file:./data/heapwise.db")
	.default("file:./data/heapwise.db");

/** `file:` and an absolute path. A relative DATABASE_URL counts from the project's root, where the server runs. */
export function databaseFile(): string {
	const path = databaseUrl.parse(process.env.DATABASE_URL || undefined).slice("file:".length);
	return `file:${isAbsolute(path) ? path : join(/*turbopackIgnore: true*/ process.cwd(), path)}`;
}

/** What sessions are signed with. scripts/prepare.mjs makes the file at the first start. */
export function sessionSecret(): string {
	return process.env.HEAPWISE_SECRET || readFileSync(join(process.cwd(), "data", "secret"), "utf8").trim();
}
