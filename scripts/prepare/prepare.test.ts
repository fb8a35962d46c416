import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkNode, checkPortFree } from "./checks.mjs";
import { writeCompileHints } from "./compile-hints.mjs";
import { inlineScriptHashes } from "./csp.mjs";
import { databaseFile } from "./database.mjs";
import { makeSecret } from "./secret.mjs";
import { hashOf } from "./sources.mjs";
import { portOf, run } from "./terminal.mjs";

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "heapwise-prepare-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("what stops a start, in one sentence", () => {
	it("an old Node", () => {
		expect(() => checkNode("18.20.4")).toThrow("this needs Node 20.19 or newer, and this is Node 18.20.4");
		expect(() => checkNode("20.18.3")).toThrow("needs Node 20.19");
		expect(() => checkNode("20.19.0")).not.toThrow();
		expect(() => checkNode("24.1.0")).not.toThrow();
	});

	it("a port that is taken, or is none", async () => {
		const server = createServer();
		const port = await new Promise<number>((resolve) => {
			server.listen(0, () => {
				const address = server.address();
				resolve(typeof address === "object" && address !== null ? address.port : 0);
			});
		});
		await expect(checkPortFree(port)).rejects.toThrow(`port ${port} is taken`);
		await new Promise((resolve) => server.close(resolve));
		await expect(checkPortFree(port)).resolves.toBeUndefined();
		expect(() => portOf("http")).toThrow('it is "http"');
		expect(portOf("")).toBe(3000);
	});

	it("a database that is none of ours", () => {
		expect(() => databaseFile("/project", "postgresql://localhost/x")).toThrow("SQLite only");
		expect(() => databaseFile("/project", "heapwise.db")).toThrow("must be file:");
		expect(databaseFile("/project", undefined)).toBe(join("/project", "data", "heapwise.db"));
		expect(databaseFile("/project", "file:/elsewhere/x.db")).toBe("/elsewhere/x.db");
	});

	it("a command that fails, with what helps where it is known", () => {
		const fail = ["-e", "console.error('gyp ERR! no compiler'); process.exit(3)"];
		expect(() => run("Compiling", process.execPath, fail, { cwd: folder })).toThrow("Compiling failed (exit status 3)");
		const hint = (output: string) => (output.includes("gyp ERR") ? "a compiler is missing." : null);
		expect(() => run("Compiling", process.execPath, fail, { cwd: folder, hint })).toThrow("a compiler is missing.");
	});
});

describe("hashOf", () => {
	it("changes with names and contents, and with nothing else", () => {
		mkdirSync(join(folder, "app"));
		writeFileSync(join(folder, "app", "page.ts"), "one");
		const before = hashOf(folder, ["app", "absent"]);
		expect(hashOf(folder, ["app", "absent"])).toBe(before);
		writeFileSync(join(folder, "app", "page.test.ts"), "a test");
		expect(hashOf(folder, ["app", "absent"])).toBe(before);
		writeFileSync(join(folder, "app", "page.ts"), "two");
		const changed = hashOf(folder, ["app", "absent"]);
		expect(changed).not.toBe(before);
		writeFileSync(join(folder, "app", "other.ts"), "");
		expect(hashOf(folder, ["app", "absent"])).not.toBe(changed);
	});
});

describe("makeSecret", () => {
	it("makes it once, for its owner's eyes", () => {
		makeSecret(folder);
		const file = join(folder, "data", "secret");
		const made = statSync(file);
		expect(made.size).toBeGreaterThan(40);
		if (process.platform !== "win32") expect(made.mode & 0o777).toBe(0o600);
		makeSecret(folder);
		expect(statSync(file).mtimeMs).toBe(made.mtimeMs);
	});
});

describe("inlineScriptHashes", () => {
	it("hashes what stands between the tags, byte for byte, and each text once", () => {
		const html = `<script src="/a.js" async=""></script><script id="x">alert(1)</script><script>alert(1)</script>`;
		// printf 'alert(1)' | openssl dgst -sha256 -binary | base64
		expect(inlineScriptHashes(html)).toEqual(["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]);
	});

	it("does not take an address in the text for an attribute", () => {
		expect(inlineScriptHashes(`<script>self.push("x src=y")</script>`)).toHaveLength(1);
	});
});

describe("scripts that are compiled as they are fetched", () => {
	it("are those that every page is brought to life by, told once each", () => {
		const chunks = join(folder, ".next", "static", "chunks");
		mkdirSync(chunks, { recursive: true });
		writeFileSync(join(folder, ".next", "build-manifest.json"), '{"rootMainFiles":["static/chunks/main.js"]}');
		for (const name of ["main.js", "other.js"]) writeFileSync(join(chunks, name), "run();\n");
		writeCompileHints(folder);
		writeCompileHints(folder);
		expect(readFileSync(join(chunks, "main.js"), "utf8")).toBe("//# allFunctionsCalledOnLoad\nrun();\n");
		expect(readFileSync(join(chunks, "other.js"), "utf8")).toBe("run();\n");
	});
});
