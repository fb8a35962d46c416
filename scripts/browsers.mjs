import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { recordAll } from "./browsers/recordings.mjs";
import { buildEngine } from "./build-engine.mjs";

/**
 * npm run -s browsers -- BROWSER... [--programs FILE_OR_DIR]...
 *
 * Records programs (the conformance corpus where none are named) in Node and in each browser, given by the path of its
 * executable (Chromium and Firefox are known), and compares the hashes of all events, of the state at the end, and the
 * output. A browser is only started on a page: the page runs the programs and sends what it found. Exit status 1 if any
 * differs, or a browser stops answering.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const PAGE_ENTRY = fileURLToPath(new URL("browsers/page.mjs", import.meta.url));
/** A browser that has sent nothing for so long has hung. */
const SILENCE_MS = 240_000;

/** @typedef {{ name: string, profile: "3.13" | "3.14", source: string }} Program */

/** @param {string} path @returns {string[]} */
function programsIn(path) {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => {
			const inner = join(path, name);
			if (statSync(inner).isDirectory()) return programsIn(inner);
			return name.endsWith(".py") && name !== "record.py" ? [inner] : [];
		});
}

/**
 * What starts a browser on a page with a profile of its own, and without a window.
 * @param {string} executable
 * @param {string} home
 * @param {string} address
 */
function command(executable, home, address) {
	if (basename(executable).includes("firefox")) return ["--headless", "--no-remote", "--profile", home, address];
	return ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${home}`, address];
}

/** @param {string[]} args */
function asked(args) {
	/** @type {string[]} */
	const browsers = [];
	/** @type {string[]} */
	const paths = [];
	for (let i = 0; i < args.length; i++) {
		const arg = args[i] ?? "";
		if (arg === "--programs") paths.push(args[++i] ?? "");
		else browsers.push(arg);
	}
	return { browsers, paths: paths.length > 0 ? paths : [join(root, "engine", "conformance")] };
}

const { browsers, paths } = asked(process.argv.slice(2));
await buildEngine(root, { ahead: true });
const bundled = await build({
	entryPoints: [PAGE_ENTRY],
	bundle: true,
	format: "esm",
	write: false,
	external: ["/dist/*"],
});
const script = bundled.outputFiles[0]?.text ?? "";
const dist = join(root, "engine", "dist");
/** @type {Program[]} */
const programs = paths.flatMap(programsIn).flatMap((file) =>
	/** @type {const} */ (["3.13", "3.14"]).map((profile) => ({
		name: file,
		profile,
		source: readFileSync(file, "utf8"),
	})),
);

const machine = await import(pathToFileURL(join(dist, "recording.mjs")).href);
/** @type {string[]} */
const expected = [];
await recordAll(
	machine,
	(path) => readFileSync(join(dist, "library", path)),
	programs,
	(i, found) => {
		expected[i] = found;
	},
);
process.stdout.write(`Node: ${programs.length} programs recorded\n`);

for (const executable of browsers) {
	/** @type {(string | undefined)[]} */
	const found = [];
	let heard = Date.now();
	let over = () => {};
	const done = new Promise((resolve) => {
		over = () => resolve(undefined);
	});
	const server = createServer(async (request, response) => {
		const path = (request.url ?? "/").split("?")[0] ?? "/";
		heard = Date.now();
		/** @param {string} type @param {string | Buffer} body */
		const answer = (type, body) => response.writeHead(200, { "content-type": type }).end(body);
		if (request.method === "POST") {
			let body = "";
			for await (const piece of request) body += piece;
			if (path === "/done") over();
			else {
				const result = /** @type {{ i: number, found: string }} */ (JSON.parse(body));
				found[result.i] = result.found;
			}
			answer("text/plain", "");
		} else if (path === "/") answer("text/html", `<!doctype html><script type="module" src="/page.mjs"></script>`);
		else if (path === "/page.mjs") answer("text/javascript", script);
		else if (path === "/programs.json") answer("application/json", JSON.stringify(programs));
		else if (path.startsWith("/dist/") && !normalize(path).includes("..")) {
			try {
				answer(
					path.endsWith(".mjs") ? "text/javascript" : "application/octet-stream",
					readFileSync(join(dist, path.slice(6))),
				);
			} catch {
				response.writeHead(404).end();
			}
		} else response.writeHead(404).end();
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("the server has no port");
	const home = mkdtempSync(join(tmpdir(), "heapwise-browser-"));
	const child = spawn(executable, command(executable, home, `http://127.0.0.1:${address.port}/`), { stdio: "ignore" });
	const watch = setInterval(() => {
		if (Date.now() - heard > SILENCE_MS) over();
	}, 1000);
	child.on("exit", () => over());
	child.on("error", () => over());
	await done;
	clearInterval(watch);
	child.kill();
	server.close();
	server.closeAllConnections();
	const different = programs.filter((_program, i) => found[i] !== expected[i]);
	for (const { name, profile } of different.slice(0, 20)) process.stdout.write(`differs: ${name} (${profile})\n`);
	const heardOf = found.filter((text) => text !== undefined).length;
	process.stdout.write(
		`${basename(executable)}: ${heardOf} of ${programs.length} recorded, ${different.length} differ\n`,
	);
	if (different.length > 0) process.exitCode = 1;
	await new Promise((resolve) => setTimeout(resolve, 500));
	rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
