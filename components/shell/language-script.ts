/**
 * Names the document's language by the first segment of its address, and without one by what the browser prefers. Runs
 * in `<head>`; constant and free of characters that HTML escapes, as the theme's script is.
 */
export const LANGUAGE_SCRIPT =
	"(function(){var p=location.pathname.split(`/`)[1],l=p===`en`||p===`zh-CN`?p:/^zh/i.test(navigator.language)?`zh-CN`:`en`;document.documentElement.lang=l})()";
