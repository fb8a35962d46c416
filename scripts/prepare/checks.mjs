import { accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { Stop } from "./terminal.mjs";

const NEEDED = [20, 19];

export function checkNode(version = process.versions.node) {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	const enough = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
	if (!enough) {
		throw new Stop(
			`this needs Node ${NEEDED.join(".")} or newer, and this is Node ${version}: see https://nodejs.org.`,
		);
	}
}

/** @param {string} folder */
export function checkWritable(folder) {
	try {
		accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch {
		throw new Stop(`there is no permission to write in ${folder}, where the packages, the build and the data go.`);
	}
}

/**
 * Tried before the long work, so that nobody waits a minute to be told.
 * @param {number} port
 */
export async function checkPortFree(port) {
	await new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
			if (error.code === "EADDRINUSE") {
				reject(new Stop(`port ${port} is taken; stop what uses it, or choose another: PORT=${port + 1} npm start.`));
			} else if (error.code === "EACCES") {
				reject(
					new Stop(`there is no permission to listen on port ${port}; choose one above 1023: PORT=3000 npm start.`),
				);
			} else reject(error);
		});
		server.listen(port, () => server.close(resolve));
	});
}
