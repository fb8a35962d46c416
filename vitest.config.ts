import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
	resolve: {
		alias: [
			{ find: /^@\//, replacement: root },
			// Next gives this package its meaning; outside Next its main file only throws.
			{ find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
		],
	},
	// Tests of the engine's sources see the variant that keeps its log; scripts/build-engine.mjs makes both.
	define: { RECORDING: "true", CHUNKS: "[]" },
	test: {
		include: ["{app,components,content,server,exercises,engine,scripts,prisma}/**/*.test.{ts,tsx}"],
		// For the slowest of them, on a machine with much else to do.
		testTimeout: 60_000,
		// Vitest keeps a core for itself, which on two cores is half of them.
		maxWorkers: availableParallelism(),
	},
});
