import localFont from "next/font/local";

// No face is fetched ahead of the page's own text: that is drawn at once, in the
// reader's faces, scaled to these (styles/first-faces.css, docs/decisions/0018).

/** Prose. Both faces are variable in weight; Latin only, since Chinese uses the reader's own fonts. */
export const serif = localFont({
	src: [
		{
			path: "../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
			style: "normal",
			weight: "200 900",
		},
		{
			path: "../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
			style: "italic",
			weight: "200 900",
		},
	],
	variable: "--font-serif",
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

/** Controls and everything that is not prose. */
export const sans = localFont({
	src: "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
	variable: "--font-sans",
	weight: "200 900",
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

/** Code, and nothing else. */
export const mono = localFont({
	src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
	variable: "--font-mono",
	weight: "100 800",
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

/** The class that puts the three faces' variables on an element; for `<html>`. */
export const fontVariables = `${serif.variable} ${sans.variable} ${mono.variable}`;
