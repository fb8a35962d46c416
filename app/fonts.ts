import localFont from "next/font/local";

// No face is fetched ahead of the page's own text: that is drawn at once, in the
// reader's faces, scaled to these (styles/first-faces.css, docs/decisions/0018).
//
// Each face is in two files: of the signs that nearly every page is set in
// (made by scripts/build-faces.mjs), and the whole, which a page fetches where
// it has another sign. Latin only, since Chinese uses the reader's own fonts.

/** Prose. Of the lightest there are the figures alone, which number the course's chapters. */
const serif = localFont({
	src: [
		{ path: "./faces/serif.woff2", style: "normal", weight: "400 700" },
		{ path: "./faces/serif-300.woff2", style: "normal", weight: "300" },
		{ path: "./faces/serif-italic-400.woff2", style: "italic", weight: "400" },
		{ path: "./faces/serif-italic-600.woff2", style: "italic", weight: "600" },
	],
	variable: "--font-serif",
	declarations: [
		{ prop: "unicode-range", value: "U+0000-007F, U+00A0, U+00B7, U+00D7, U+2000-200B, U+2010-2027, U+2212" },
	],
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

const serifRest = localFont({
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
	variable: "--font-serif-rest",
	declarations: [
		{
			prop: "unicode-range",
			value:
				"U+00A1-00B6, U+00B8-00D6, U+00D8-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+200C-200F, U+2028-206F, U+20AC, U+2122, U+2191, U+2193, U+2215, U+FEFF, U+FFFD",
		},
	],
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

/** Controls and everything that is not prose. */
const sans = localFont({
	src: "./faces/sans.woff2",
	variable: "--font-sans",
	weight: "200 900",
	declarations: [
		{ prop: "unicode-range", value: "U+0000-007F, U+00A0, U+00B7, U+00D7, U+2000-200B, U+2010-2027, U+2212" },
	],
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

const sansRest = localFont({
	src: "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
	variable: "--font-sans-rest",
	weight: "200 900",
	declarations: [
		{
			prop: "unicode-range",
			value:
				"U+00A1-00B6, U+00B8-00D6, U+00D8-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+200C-200F, U+2028-206F, U+20AC, U+2122, U+2191, U+2193, U+2215, U+FEFF, U+FFFD",
		},
	],
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

/** Code, and nothing else. */
const mono = localFont({
	src: "./faces/mono.woff2",
	variable: "--font-mono",
	weight: "400 700",
	declarations: [
		{ prop: "unicode-range", value: "U+0000-007F, U+00A0, U+00B7, U+00D7, U+2000-200B, U+2010-2027, U+2212" },
	],
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

const monoRest = localFont({
	src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
	variable: "--font-mono-rest",
	weight: "100 800",
	declarations: [
		{
			prop: "unicode-range",
			value:
				"U+00A1-00B6, U+00B8-00D6, U+00D8-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+200C-200F, U+2028-206F, U+20AC, U+2122, U+2191, U+2193, U+2215, U+FEFF, U+FFFD",
		},
	],
	display: "swap",
	preload: false,
	adjustFontFallback: false,
});

/** The class that puts the faces' variables on an element; for `<html>`. */
export const fontVariables = [serif, serifRest, sans, sansRest, mono, monoRest]
	.map(({ variable }) => variable)
	.join(" ");
