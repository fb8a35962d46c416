/** Light or dark: where the choice is kept, and the script that applies it before the first paint. */

export type Theme = "light" | "dark";

const STORAGE_KEY = "heapwise-theme";

/**
 * Runs in `<head>` before the body is parsed, so that no page flashes in the wrong theme: the stored choice, else the
 * system's. Constant, because the Content-Security-Policy allows it by its hash; and without any character that HTML
 * escapes, so that it can be an element's text.
 */
export const THEME_SCRIPT = `(function(){var t=null;try{t=localStorage.getItem(\`${STORAGE_KEY}\`)}catch(e){}if(![\`light\`,\`dark\`].includes(t))t=matchMedia(\`(prefers-color-scheme: dark)\`).matches?\`dark\`:\`light\`;document.documentElement.dataset.theme=t})()`;

function stored(): Theme | null {
	try {
		const value = localStorage.getItem(STORAGE_KEY);
		return value === "light" || value === "dark" ? value : null;
	} catch {
		return null;
	}
}

const system = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

/** The theme the page ought to show: the stored choice, else the system's. */
export function wantedTheme(): Theme {
	return stored() ?? (system().matches ? "dark" : "light");
}

function apply(): void {
	document.documentElement.dataset.theme = wantedTheme();
}

/** The theme the page shows now. */
export function currentTheme(): Theme {
	return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

/** Shows the theme and keeps the choice; a browser that keeps nothing shows it until the page is left. */
export function chooseTheme(theme: Theme): void {
	try {
		localStorage.setItem(STORAGE_KEY, theme);
	} catch {
		// Storage is refused (a private window): the attribute below still changes this page.
	}
	document.documentElement.dataset.theme = theme;
}

/** Calls back whenever the page's theme changes: by the toggle, in another tab, or by the system. */
export function watchTheme(changed: () => void): () => void {
	const observer = new MutationObserver(changed);
	observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
	const media = system();
	const followStorage = (event: StorageEvent): void => {
		if (event.key === STORAGE_KEY) apply();
	};
	media.addEventListener("change", apply);
	addEventListener("storage", followStorage);
	return () => {
		observer.disconnect();
		media.removeEventListener("change", apply);
		removeEventListener("storage", followStorage);
	};
}
