import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What Next tells its scripts in the page itself, as the text of a script. */
const TELLING = /(<script[^>]*>self\.__next_f\.push\()(\[1,"(?:[^"\\]|\\.)*"\])(\)<\/script>)/g;
const STYLE = /<style[^>]*\sdata-href=[^>]*>([\s\S]*?)<\/style>/g;
/** The beginning of a row of text: its number, and how many bytes long it is. */
const TEXT_ROW = /(?<![0-9A-Za-z])([0-9a-f]+):T([0-9a-f]+),/g;

/**
 * Takes out of a page's telling the texts of the style sheets that the page has: where a page has a style sheet of a
 * name, React takes that one and never looks at the text that it was told (docs/decisions/0018). Whatever does not look
 * like that is left as it is.
 * @param {string} html
 */
export function withoutToldStyles(html) {
	const styles = [...html.matchAll(STYLE)].map(([, text]) => text).join("\n");
	return html.replace(TELLING, (whole, before, json, after) => {
		/** @type {[1, string]} */
		const [kind, told] = JSON.parse(json);
		const less = withoutStyles(told, styles);
		return less === told ? whole : `${before}${asScript(JSON.stringify([kind, less]))}${after}`;
	});
}

/**
 * @param {string} told
 * @param {string} styles
 */
function withoutStyles(told, styles) {
	let kept = "";
	let from = 0;
	for (const row of told.matchAll(TEXT_ROW)) {
		if (row.index < from) continue;
		const start = row.index + row[0].length;
		const length = Number.parseInt(row[2] ?? "", 16);
		const text = Buffer.from(told.slice(start)).subarray(0, length).toString();
		// One that goes on in the next script is not all here.
		if (text.trim() === "" || Buffer.byteLength(text) !== length || !styles.includes(text)) continue;
		kept += `${told.slice(from, row.index)}${row[1]}:""\n`;
		from = start + text.length;
	}
	return kept + told.slice(from);
}

/**
 * As Next writes it, so that nothing in it ends the element.
 * @param {string} json
 */
function asScript(json) {
	return json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {string} root */
export function tellNoStyles(root) {
	const base = join(root, ".next", "server", "app");
	for (const name of readdirSync(base, { recursive: true })) {
		if (typeof name !== "string" || !name.endsWith(".html")) continue;
		const path = join(base, name);
		const html = readFileSync(path, "utf8");
		const less = withoutToldStyles(html);
		if (less !== html) writeFileSync(path, less);
	}
}
