import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * The house's import directions: app > components | server > exercises > engine. What a folder may import of ours, and
 * which packages, stands here once. Tests, and their helpers in folders named testing or oracle, may import anything.
 */
interface Rule {
	readonly folders: readonly string[];
	readonly packages: (name: string) => boolean;
}

const browserSafe = (name: string) => !name.startsWith("node:") && name !== "server-only";

const RULES: Readonly<Record<string, Rule>> = {
	app: { folders: ["app", "components", "server", "exercises", "engine"], packages: () => true },
	components: { folders: ["components", "exercises", "engine"], packages: browserSafe },
	server: { folders: ["server", "exercises", "engine", "prisma"], packages: () => true },
	exercises: { folders: ["exercises", "engine"], packages: (name) => name === "zod" },
	engine: { folders: ["engine"], packages: () => false },
};

interface Import {
	readonly file: string;
	/** A top folder of ours, or null for a package. */
	readonly folder: string | null;
	readonly specifier: string;
}

const PATTERNS = [
	/^\s*(?:import|export)\s[^;'"]*?from\s*["']([^"']+)["']/gm,
	/^\s*import\s*["']([^"']+)["']/gm,
	/\bimport\(\s*["']([^"']+)["']\s*\)/g,
	/\brequire\(\s*["']([^"']+)["']\s*\)/g,
	/\bnew URL\(\s*["'](\.[^"']+)["']\s*,\s*import\.meta\.url/g,
];

function importsOf(file: string, source: string): readonly Import[] {
	return PATTERNS.flatMap((pattern) => [...source.matchAll(pattern)]).map(([, specifier = ""]) => {
		if (specifier.startsWith("@/")) return { file, specifier, folder: specifier.split("/")[1] ?? "" };
		if (!specifier.startsWith(".")) return { file, specifier, folder: null };
		const path = normalize(join(dirname(file), specifier));
		return { file, specifier, folder: path.split(sep)[0] ?? "" };
	});
}

function broken(top: string, rule: Rule, imports: readonly Import[]): readonly string[] {
	return imports
		.filter(({ folder, specifier }) => (folder === null ? !rule.packages(specifier) : !rule.folders.includes(folder)))
		.map(({ file, specifier }) => `${file} imports ${specifier}, which ${top} may not`);
}

function sourcesOf(top: string): readonly string[] {
	return (
		readdirSync(top, { recursive: true, encoding: "utf8" })
			.map((name) => join(top, name))
			.filter((file) => /\.(ts|tsx|mjs|js)$/.test(file) && !file.endsWith(".d.ts"))
			.filter((file) => !/\.test\.tsx?$/.test(file) && !/[\\/](testing|oracle)[\\/]/.test(file))
			.filter((file) => !file.startsWith(join("engine", "dist")))
			// What imports the test runner is a test's helper.
			.filter((file) => !/from "vitest"/.test(readFileSync(file, "utf8")))
	);
}

describe("imports run down the house only", () => {
	for (const [top, rule] of Object.entries(RULES)) {
		it(top, () => {
			const files = sourcesOf(top);
			expect(files.length).toBeGreaterThan(0);
			expect(files.flatMap((file) => broken(top, rule, importsOf(file, readFileSync(file, "utf8"))))).toEqual([]);
		});
	}
});

describe("the check itself", () => {
	const check = (top: string, file: string, source: string) => {
		const rule = RULES[top];
		if (rule === undefined) throw new Error(`no rule for ${top}`);
		return broken(top, rule, importsOf(file, source)).length;
	};

	it("finds each way to import what may not be", () => {
		expect(check("engine", "engine/machine/run.ts", 'import { grade } from "../../exercises/grade";')).toBe(1);
		expect(check("engine", "engine/machine/run.ts", 'import { readFileSync } from "node:fs";')).toBe(1);
		expect(check("exercises", "exercises/grade.ts", 'import { x } from "@/server/database";')).toBe(1);
		expect(check("components", "components/a/B.tsx", 'import {\n\tx,\n\ty,\n} from "@/server/lessons/load";')).toBe(1);
		expect(check("components", "components/a/B.tsx", 'export { x } from "@/app/page";')).toBe(1);
		expect(check("components", "components/a/B.tsx", 'const x = await import("../../server/session");')).toBe(1);
		expect(check("server", "server/a.ts", 'import type { X } from "@/components/player/Player";')).toBe(1);
		expect(check("server", "server/a.ts", 'new Worker(new URL("../components/w.ts", import.meta.url))')).toBe(1);
	});

	it("lets through what may", () => {
		expect(check("components", "components/a/B.tsx", 'import { run } from "@/engine/dist/fast.mjs";')).toBe(0);
		expect(check("server", "server/a.ts", 'import { grade } from "../exercises/grade";')).toBe(0);
		expect(check("engine", "engine/machine/run.ts", 'import { at } from "./arena";')).toBe(0);
		expect(check("exercises", "exercises/a.ts", 'import { z } from "zod";')).toBe(0);
	});
});
