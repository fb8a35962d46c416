import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What sessions are signed with: made once, readable by its owner only. Losing it signs everybody out; guests come back
 * by their browser's cookie.
 * @param {string} root
 */
export function makeSecret(root) {
	mkdirSync(join(root, "data"), { recursive: true });
	try {
		// Fails if it exists, also when two starts race.
		writeFileSync(join(root, "data", "secret"), `${randomBytes(32).toString("base64url")}\n`, {
			mode: 0o600,
			flag: "wx",
		});
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
	}
}
