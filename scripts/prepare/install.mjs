import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run, Stop, say } from "./terminal.mjs";

/** What better-sqlite3's install script leaves behind: downloaded ready-made, or compiled. */
const NATIVE = ["node_modules", "better-sqlite3", "build", "Release", "better_sqlite3.node"];

/**
 * Afterwards node_modules is what package-lock.json says, for this Node. Install scripts are left out, since npm's
 * versions differ in whether they run them and none but better-sqlite3's does anything we need; that one is run by name.
 * @param {string} root
 */
export function installPackages(root) {
	const stampFile = join(root, "node_modules", ".heapwise-stamp");
	// A native module is made for one ABI and platform: changing Node means making it again.
	const stamp = createHash("sha256")
		.update(readFileSync(join(root, "package-lock.json")))
		.update(`${process.platform} ${process.arch} ${process.versions.modules}`)
		.digest("hex");
	if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp && existsSync(join(root, ...NATIVE))) return;
	say("The first time this takes a few minutes");
	const env = { ...process.env, npm_config_ignore_scripts: "true", npm_config_loglevel: "error" };
	npm(root, "Installing the packages", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], env);
	const nativeEnv = {
		...process.env,
		npm_config_ignore_scripts: "false",
		npm_config_loglevel: "error",
		...headers(),
		...compilerFlags(),
	};
	npm(root, "Making the SQLite driver", ["rebuild", "better-sqlite3"], nativeEnv);
	if (!existsSync(join(root, ...NATIVE))) {
		throw new Stop(
			"npm ran no install script for better-sqlite3; allow it with `npm install-scripts approve better-sqlite3`.",
		);
	}
	// Made for this Node, and not for another whose headers a setting of npm's (nodedir) may point to.
	const trial = 'new (require("better-sqlite3"))(":memory:").close()';
	run("Trying the SQLite driver", process.execPath, ["-e", trial], { cwd: root, hint: driverHint });
	writeFileSync(stampFile, stamp);
}

/**
 * See object-wrap.h. Its path counts from node_modules/better-sqlite3/build, so that blanks in the project's path do no
 * harm. Microsoft's compiler takes no such flag; there the driver comes ready-made.
 * @returns {Record<string, string>}
 */
function compilerFlags() {
	if (process.platform === "win32") return {};
	return { CXXFLAGS: `${process.env.CXXFLAGS ?? ""} -include ../../../scripts/prepare/object-wrap.h`.trim() };
}

/**
 * Where this Node came with its own headers, they are used to compile for it: nothing to download, and no setting of
 * npm's can name another Node's.
 * @returns {Record<string, string>}
 */
function headers() {
	const home = dirname(dirname(realpathSync(process.execPath)));
	return headersVersion(home) === process.versions.node ? { npm_config_nodedir: home } : {};
}

/** @param {string} folder */
function headersVersion(folder) {
	const file = join(folder, "include", "node", "node_version.h");
	if (!existsSync(file)) return null;
	const text = readFileSync(file, "utf8");
	return ["MAJOR", "MINOR", "PATCH"]
		.map((part) => text.match(new RegExp(`#define NODE_${part}_VERSION (\\d+)`))?.at(1))
		.join(".");
}

/** @param {string} output */
function driverHint(output) {
	if (!/NODE_MODULE_VERSION|ERR_DLOPEN_FAILED/.test(output)) return null;
	return `the SQLite driver was not made for Node ${process.versions.node}; does npm's setting nodedir name another Node's headers (npm config get nodedir)?`;
}

/**
 * @param {string} root
 * @param {string} what
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function npm(root, what, args, env) {
	// Under `npm start` this is the npm that was called; on Windows npm is a .cmd, which only a shell can start.
	const cli = process.env.npm_execpath;
	if (cli?.endsWith(".js")) run(what, process.execPath, [cli, ...args], { cwd: root, env, hint });
	else run(what, process.platform === "win32" ? "npm.cmd" : "npm", args, { cwd: root, env, hint });
}

/** @param {string} output */
function hint(output) {
	if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|network/i.test(output)) {
		return "the packages could not be fetched: is there a network, and does `npm ping` answer?";
	}
	if (/node-gyp|gyp ERR/.test(output)) {
		return "the SQLite driver had to be compiled and could not: it needs python3, make and a C++ compiler (Debian: apt-get install python3 make g++).";
	}
	if (/EACCES|EPERM/.test(output)) return "there is no permission to write in node_modules.";
	if (/ENOSPC/.test(output)) return "the disk is full.";
	return null;
}
