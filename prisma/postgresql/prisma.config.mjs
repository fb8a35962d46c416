import { defineConfig } from "prisma/config";

/** Used by Prisma's command line only (generate, migrate); the server takes its database from server/database.ts. */
export default defineConfig({
	schema: ".",
	migrations: { path: "migrations" },
	datasource: { url: process.env.DATABASE_URL ?? "" },
});
