/**
 * The picture as a file: SVG that needs nothing beside it (colours of the theme shown, fonts within), and PNG at twice
 * its size. What is drawn by style sheets on the page is written into the elements here.
 */

/** What the graph's style sheets say, element by element. */
const STYLES = [
	"fill",
	"fill-opacity",
	"stroke",
	"stroke-opacity",
	"stroke-width",
	"stroke-dasharray",
	"stroke-linecap",
	"opacity",
	"paint-order",
	"font-family",
	"font-size",
	"font-weight",
	"font-style",
	"font-variant-numeric",
	"font-variant-ligatures",
	"text-anchor",
	"text-decoration-line",
] as const;
/** What an element would have without being told. */
const UNTOLD: Readonly<Record<string, string>> = {
	"fill-opacity": "1",
	stroke: "none",
	"stroke-opacity": "1",
	"stroke-dasharray": "none",
	"stroke-linecap": "butt",
	opacity: "1",
	"paint-order": "normal",
	"font-style": "normal",
	"font-variant-numeric": "normal",
	"text-anchor": "start",
	"text-decoration-line": "none",
};
const TEXT_ONLY = /^(font-|text-)/;
const MARGIN = 12;
/** A canvas larger than this is refused by some browsers. */
const MOST_PIXELS = 16_000_000;

/** The drawing as an SVG document's text. */
export async function svgOf(svg: SVGSVGElement, title: string): Promise<string> {
	const copy = svg.cloneNode(true) as SVGSVGElement;
	const drawn = [...svg.querySelectorAll<SVGElement>("*")];
	const families = new Map<string, Set<string>>();
	// Room for the pointer alone.
	const unseen = [...copy.querySelectorAll(".hwp-edge-reach")];
	for (const [at, element] of [...copy.querySelectorAll<SVGElement>("*")].entries()) {
		const original = drawn[at];
		if (original === undefined) continue;
		writeStyle(original, element, families);
		bare(element);
	}
	for (const element of unseen) element.remove();
	bare(copy);
	const { width, height } = svg.viewBox.baseVal;
	const [w, h] = [width + 2 * MARGIN, height + 2 * MARGIN];
	copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
	copy.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${w} ${h}`);
	copy.setAttribute("width", String(w));
	copy.setAttribute("height", String(h));
	copy.setAttribute("role", "img");
	const named = document.createElementNS("http://www.w3.org/2000/svg", "title");
	named.textContent = title;
	const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
	for (const [name, value] of [
		["x", -MARGIN],
		["y", -MARGIN],
		["width", w],
		["height", h],
	] as const)
		paper.setAttribute(name, String(value));
	paper.setAttribute("fill", backgroundOf(svg));
	const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
	style.textContent = (await fontFaces(families)).join("\n");
	copy.prepend(named, style, paper);
	return new XMLSerializer().serializeToString(copy);
}

/** Its picture as PNG. The font faces within must have been read first, so the image is decoded before it is drawn. */
export async function pngOf(text: string, scale = 2): Promise<Blob> {
	const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
	try {
		const image = new Image();
		image.src = url;
		await image.decode();
		const times = Math.min(scale, Math.sqrt(MOST_PIXELS / (image.width * image.height)));
		const canvas = document.createElement("canvas");
		canvas.width = Math.round(image.width * times);
		canvas.height = Math.round(image.height * times);
		const context = canvas.getContext("2d");
		if (context === null) throw new Error("no canvas");
		context.drawImage(image, 0, 0, canvas.width, canvas.height);
		return await new Promise((resolve, reject) =>
			canvas.toBlob((blob) => (blob === null ? reject(new Error("no PNG")) : resolve(blob)), "image/png"),
		);
	} finally {
		URL.revokeObjectURL(url);
	}
}

/** `main.py` at step 12 as `main-step-12.svg`. */
export function fileName(title: string, step: number, ending: "svg" | "png"): string {
	const stem = title
		.replace(/\.py$/, "")
		.replace(/[^\p{L}\p{N}._-]+/gu, "-")
		.replace(/^[-.]+|[-.]+$/g, "");
	return `${stem === "" ? "program" : stem}-step-${step}.${ending}`;
}

/** Hands a file to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
	const url = URL.createObjectURL(blob);
	const link = document.createElement("a");
	link.href = url;
	link.download = name;
	link.click();
	// The download has its own hold on the content by then.
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function writeStyle(from: SVGElement, to: SVGElement, families: Map<string, Set<string>>): void {
	const computed = getComputedStyle(from);
	const isText = from instanceof SVGTextContentElement;
	for (const name of STYLES) {
		if (TEXT_ONLY.test(name) && !isText) continue;
		let value = computed.getPropertyValue(name);
		if (value === "" || value === UNTOLD[name]) continue;
		// The hatching's id is this document's in the file as well.
		if (value.startsWith("url(")) value = value.replace(/url\("?[^"#]*(#[^")]+)"?\)/, "url($1)");
		if (name === "font-family") value = namedFamilies(value);
		to.setAttribute(name === "text-decoration-line" ? "text-decoration" : name, value);
	}
	if (!isText) return;
	const known = families.get(computed.fontFamily) ?? new Set();
	families.set(computed.fontFamily, known);
	known.add(computed.fontStyle);
}

/** The page's fonts are known by made-up names; in a file they have their own. */
const OWN_NAMES: readonly (readonly [RegExp, string])[] = [
	[/mono/i, "JetBrains Mono"],
	[/serif/i, "Source Serif 4"],
	[/sans/i, "Source Sans 3"],
];

function namedFamilies(families: string): string {
	const names = families
		.split(",")
		.map(bareName)
		.filter((family) => !/fallback/i.test(family))
		.map((family) => (isPageFont(family) ? ownName(family) : family))
		.map((family) => (/^[a-z-]+$/.test(family) ? family : `'${family}'`));
	return [...new Set(names)].join(", ");
}

function ownName(family: string): string {
	return OWN_NAMES.find(([pattern]) => pattern.test(family))?.[1] ?? family;
}

function isPageFont(family: string): boolean {
	for (const face of document.fonts) if (face.family.replaceAll('"', "") === family) return true;
	return false;
}

/** What is of use on the page alone. */
function bare(element: SVGElement): void {
	for (const name of element.getAttributeNames()) {
		if (name === "class" || name === "style" || name === "tabindex" || name === "role") element.removeAttribute(name);
		else if (name.startsWith("aria-") || name.startsWith("data-")) element.removeAttribute(name);
	}
}

function backgroundOf(element: Element): string {
	for (let at: Element | null = element; at !== null; at = at.parentElement) {
		const { backgroundColor } = getComputedStyle(at);
		if (backgroundColor !== "" && !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor)) return backgroundColor;
	}
	return "white";
}

/** The page's font faces that the texts are drawn in, as rules with their files inside. */
async function fontFaces(families: ReadonlyMap<string, ReadonlySet<string>>): Promise<readonly string[]> {
	const wanted = new Map<string, Set<string>>();
	for (const [list, styles] of families)
		for (const family of list.split(",").map(bareName))
			wanted.set(family, new Set([...(wanted.get(family) ?? []), ...styles]));
	// One that no text took has not been fetched.
	const loaded = new Set(
		[...document.fonts].filter(({ status }) => status === "loaded").map((face) => keyOf(face.family, face)),
	);
	const rules: Promise<string>[] = [];
	for (const sheet of document.styleSheets) {
		for (const rule of rulesOf(sheet)) {
			if (!(rule instanceof CSSFontFaceRule)) continue;
			const told = (name: string, otherwise: string) => rule.style.getPropertyValue(name) || otherwise;
			const family = bareName(told("font-family", ""));
			const [style, weight] = [told("font-style", "normal"), told("font-weight", "400")];
			const source = /url\("?([^")]+)"?\)/.exec(told("src", ""))?.[1];
			if (
				source === undefined ||
				wanted.get(family)?.has(style) !== true ||
				!loaded.has(keyOf(family, { style, weight }))
			)
				continue;
			const range = told("unicode-range", "");
			rules.push(
				dataUrl(new URL(source, sheet.href ?? document.baseURI).href).then(
					(data) =>
						`@font-face { font-family: '${ownName(family)}'; font-weight: ${weight}; font-style: ${style}; ${range === "" ? "" : `unicode-range: ${range}; `}src: url(${data}) format('woff2'); }`,
				),
			);
		}
	}
	return (await Promise.allSettled(rules)).flatMap((done) => (done.status === "fulfilled" ? [done.value] : []));
}

function bareName(family: string): string {
	return family.trim().replaceAll('"', "");
}

function keyOf(family: string, { style, weight }: { readonly style: string; readonly weight: string }): string {
	return `${bareName(family)} ${style} ${weight}`;
}

function rulesOf(sheet: CSSStyleSheet): readonly CSSRule[] {
	try {
		return [...sheet.cssRules];
	} catch {
		return [];
	}
}

async function dataUrl(url: string): Promise<string> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url}: ${response.status}`);
	const blob = await response.blob();
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error ?? new Error(url));
		reader.readAsDataURL(blob);
	});
}
