import { findBrowser } from "./prepare/browser.mjs";
import { buildSite } from "./prepare/build.mjs";
import { checkNode, checkPortFree, checkWritable } from "./prepare/checks.mjs";
import { prepareCPython } from "./prepare/cpython.mjs";
import { generateClients, prepareDatabase } from "./prepare/database.mjs";
import { prepareEngine } from "./prepare/engine.mjs";
import { prepareFaces } from "./prepare/faces.mjs";
import { installPackages } from "./prepare/install.mjs";
import { makeSecret } from "./prepare/secret.mjs";
import { portOf, ROOT, Stop, say } from "./prepare/terminal.mjs";

/**
 * Runs before `npm start` and `npm test`: brings a bare clone to the point where the server can serve. Node's built-ins
 * only, since nothing is installed yet when it starts. Every step looks whether there is anything to do; when nothing
 * has changed, none takes longer than reading the files it watches.
 */
async function prepare(purpose) {
	checkNode();
	checkWritable(ROOT);
	const port = portOf(process.env.PORT);
	if (purpose === "start") await checkPortFree(port);
	installPackages(ROOT);
	await prepareEngine(ROOT);
	await prepareCPython(ROOT);
	await prepareFaces(ROOT);
	generateClients(ROOT);
	makeSecret(ROOT);
	buildSite(ROOT);
	// Tests make databases of their own, and leave the learners' alone.
	if (purpose === "start") await prepareDatabase(ROOT, process.env.DATABASE_URL);
	else findBrowser(ROOT);
}

try {
	await prepare(process.argv[2] === "test" ? "test" : "start");
} catch (error) {
	if (!(error instanceof Stop)) throw error;
	say(`Cannot go on: ${error.message}`);
	process.exit(1);
}
