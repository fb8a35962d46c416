/** Programs that would run for ever, take all memory or nest without end: `hostile.txt` has them, each below its name. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("hostile.txt", import.meta.url));

export interface HostileProgram {
	readonly name: string;
	readonly source: string;
}

export function hostilePrograms(): HostileProgram[] {
	const parts = readFileSync(FILE, "utf8").split(/^### /m).slice(1);
	return parts.map((part) => {
		const end = part.indexOf("\n");
		return { name: part.slice(0, end), source: part.slice(end + 1) };
	});
}
