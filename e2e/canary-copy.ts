import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeInlineScripts } from "../scripts/prepare/csp.mjs";

/** A word that stands nowhere else, put into every key and explanation of a copy of the course. */
export const CANARY = "zqcanaryqz";

/** What the site is built from, and what of it is made by the prepare step. */
const COPIED = [
	"app",
	"components",
	"content",
	"engine",
	"exercises",
	"prisma",
	"public",
	"server",
	"next.config.mjs",
	"package.json",
	"postcss.config.mjs",
	"proxy.ts",
	"tsconfig.json",
];

/** Fields of items.json that a browser may have only once it has answered, wherever they stand. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(["explanation", "accepted", "misconception", "foreseen"]);

/**
 * A copy of the project, inside it so that it finds its packages, with the canary in every secret of the course, built.
 * Returns its folder.
 */
export async function buildCanaryCopy(root: string): Promise<string> {
	const copy = join(root, "test-results", "canary");
	rmSync(copy, { recursive: true, force: true });
	mkdirSync(copy, { recursive: true });
	for (const name of COPIED) {
		if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
	}
	// app/fonts.ts names its files by their path from the project's root.
	symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
	markContent(join(copy, "content"));
	await build(root, copy);
	writeInlineScripts(copy);
	return copy;
}

/** Every file that a browser could be sent as it stands, and every page as it was prerendered. */
export function servedFiles(copy: string): readonly string[] {
	return ["static", "server/app"].flatMap((folder) => {
		const base = join(copy, ".next", folder);
		return readdirSync(base, { recursive: true, encoding: "utf8", withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.filter((file) => folder === "static" || /\.(html|rsc|meta|body|txt)$/.test(file));
	});
}

function markContent(content: string): void {
	const files = readdirSync(content, { recursive: true, encoding: "utf8" }).map((name) => join(content, name));
	for (const file of files) {
		if (file.endsWith("items.json")) rewriteJson(file, (value) => markSecrets(value, false));
		else if (file.endsWith("misconceptions.json")) rewriteJson(file, (value) => markSecrets(value, true));
		else if (file.endsWith(".solution.py")) append(file, `\n# ${CANARY}\n`);
		else if (file.endsWith(".out")) append(file, CANARY);
	}
}

function rewriteJson(file: string, change: (value: unknown) => unknown): void {
	writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8")))));
}

function append(file: string, text: string): void {
	writeFileSync(file, readFileSync(file, "utf8") + text);
}

/** The same value with the canary at the end of every text in a secret field. Misconceptions are named by id: those too. */
function markSecrets(value: unknown, secret: boolean): unknown {
	if (typeof value === "string") return secret ? `${value}${CANARY}` : value;
	if (Array.isArray(value)) return value.map((item) => markSecrets(item, secret));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, field]) => [name, markSecrets(field, secret || SECRET_FIELDS.has(name))]),
	);
}

function build(root: string, copy: string): Promise<void> {
	const next = join(root, "node_modules", "next", "dist", "bin", "next");
	const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
	const child = spawn(process.execPath, [next, "build"], { cwd: copy, env, stdio: ["ignore", "pipe", "pipe"] });
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
	return new Promise((resolve, reject) => {
		child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the copy does not build:\n${output}`))));
	});
}
