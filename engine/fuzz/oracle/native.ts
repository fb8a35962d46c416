/**
 * A native CPython as oracle, exact and fast: one interpreter that forks for each program (site.py), so that a program
 * costs a few milliseconds and still runs as `python main.py` does, its exit included.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Answer, normalised, type Oracle } from "./oracle";

/** What ends a program that takes too long (site.py). */
const SIGALRM = 14;

const SITE = fileURLToPath(new URL(".", import.meta.url));

/**
 * How an interpreter is started for a layout. With modules that are frozen its start leaves other blocks free than with
 * modules that are read, and nothing else is different.
 */
function startedWith(layout: number): readonly string[] {
	return layout % 3 === 2 ? ["-X", "frozen_modules=off"] : [];
}

/** An environment that takes other blocks for every layout; every second is one that holds nothing else. */
function environment(env: NodeJS.ProcessEnv, layout: number): NodeJS.ProcessEnv {
	const { PATH, PYTHONHASHSEED } = env;
	const filling = Array.from({ length: layout >> 1 }, (_, i) => [`LAYOUT_${i}`, "x".repeat((i * 37 + layout) % 400)]);
	return { ...(layout % 2 === 0 ? env : { PATH, PYTHONHASHSEED }), ...Object.fromEntries(filling) };
}

export function nativeOracle(python: string): Oracle {
	const home = mkdtempSync(join(tmpdir(), "heapwise-fuzz-"));
	const env = {
		...process.env,
		// Unbuffered, sys.stdout would keep nothing of what was written, which counts show. Empty is unset.
		PYTHONUNBUFFERED: "",
		PYTHONDONTWRITEBYTECODE: "",
		PYTHONHASHSEED: "0",
		PYTHONPATH: SITE,
		PYTHONPYCACHEPREFIX: join(home, "cache"),
	};
	const args = ["-P", "-s", "-X", "frozen_modules=off"];
	// Modules are compiled before, as an installed Python's are: the words in a module that is read compiled are immortal.
	spawnSync(python, [...args, "-S", "-c", "import weakref, traceback; raise ValueError"], { cwd: home, env });
	const child: ChildProcess = spawn(python, [...args, "main.py"], {
		cwd: home,
		env,
		stdio: ["pipe", "pipe", "inherit"],
	});
	let text = "";
	let ended = false;
	let wake: () => void = () => {};
	child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
		text += chunk;
		wake();
	});
	child.on("exit", () => {
		ended = true;
		wake();
	});
	child.on("error", () => {
		ended = true;
		wake();
	});
	let batches = 0;
	return {
		name: python,
		asked: (program) => program,
		comparable: (answer) => answer,
		async run(programs, layout = 0) {
			const batch = join(home, String(batches++));
			text = "";
			const folders = programs.map((source, i) => {
				const folder = join(batch, String(i));
				mkdirSync(folder, { recursive: true });
				writeFileSync(join(folder, "program.py"), source);
				writeFileSync(join(folder, "layout"), String(layout));
				return folder;
			});
			child.stdin?.write(folders.map((folder) => `${folder}\n`).join(""));
			while (text.split("\n").length <= programs.length) {
				if (ended) throw new Error(`${python} ended: it cannot be the oracle`);
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			const answers: Answer[] = text.split("\n", programs.length).map((line, i) => {
				const status = Number(line);
				const folder = folders[i] as string;
				return normalised({
					stdout: readFileSync(join(folder, "out"), "utf8"),
					stderr: readFileSync(join(folder, "err"), "utf8"),
					status: (status & 127) === 0 ? status >> 8 : -1,
					stopped: (status & 127) === SIGALRM ? "time" : null,
				});
			});
			rmSync(batch, { recursive: true });
			return answers;
		},
		afresh(source, layout) {
			const folder = join(home, "afresh");
			mkdirSync(folder, { recursive: true });
			writeFileSync(join(folder, "main.py"), source);
			const { PYTHONPATH: _, PYTHONPYCACHEPREFIX: __, ...plain } = env;
			const { stdout, stderr, status, signal } = spawnSync(python, [...startedWith(layout), "main.py"], {
				cwd: folder,
				env: environment(plain, layout),
				encoding: "utf8",
				timeout: 20_000,
				maxBuffer: 2 ** 28,
			});
			return normalised({ stdout, stderr, status: status ?? -1, stopped: signal === "SIGTERM" ? "time" : null });
		},
		close() {
			child.kill();
			rmSync(home, { recursive: true, force: true });
		},
	};
}
