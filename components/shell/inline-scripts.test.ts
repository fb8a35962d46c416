import { afterEach, describe, expect, it, vi } from "vitest";
import { EARLY_RUN_SCRIPT } from "../player/early-run";
import { PAUSE_SCRIPT } from "./hydration";
import { LANGUAGE_SCRIPT } from "./language-script";
import { THEME_SCRIPT } from "./theme";

/** Runs a script as the browser would, in a page with this address, storage and system; tells what it made of html. */
function documentAfter(
	script: string,
	page: { readonly path?: string; readonly stored?: string; readonly dark?: boolean; readonly language?: string },
): { readonly lang: string; readonly theme: string | undefined } {
	const root = { lang: "en", dataset: {} as { theme?: string } };
	vi.stubGlobal("document", { documentElement: root });
	vi.stubGlobal("location", { pathname: page.path ?? "/" });
	vi.stubGlobal("navigator", { language: page.language ?? "en" });
	vi.stubGlobal("matchMedia", () => ({ matches: page.dark === true }));
	vi.stubGlobal("localStorage", {
		getItem: () => {
			if (page.stored === "forbidden") throw new Error("SecurityError");
			return page.stored ?? null;
		},
	});
	new Function(script)();
	return { lang: root.lang, theme: root.dataset.theme };
}

afterEach(() => vi.unstubAllGlobals());

describe("the scripts in the head", () => {
	it.each([THEME_SCRIPT, LANGUAGE_SCRIPT, EARLY_RUN_SCRIPT, PAUSE_SCRIPT])(
		"hold nothing that HTML would escape",
		(script) => {
			expect(script).not.toMatch(/[<>&"']/);
		},
	);

	it.each([
		[{ dark: true }, "dark"],
		[{ dark: false }, "light"],
		[{ dark: true, stored: "light" }, "light"],
		[{ dark: false, stored: "dark" }, "dark"],
		[{ dark: true, stored: "purple" }, "dark"],
		[{ dark: true, stored: "forbidden" }, "dark"],
	])("choose the theme for %o", (page, theme) => {
		expect(documentAfter(THEME_SCRIPT, page).theme).toBe(theme);
	});

	it.each([
		[{ path: "/en/no/such", language: "zh-CN" }, "en"],
		[{ path: "/zh-CN/no", language: "en" }, "zh-CN"],
		[{ path: "/fr", language: "zh-TW" }, "zh-CN"],
		[{ path: "/fr", language: "fr" }, "en"],
	])("name the language for %o", (page, lang) => {
		expect(documentAfter(LANGUAGE_SCRIPT, page).lang).toBe(lang);
	});
});
