/** A click on Run before the page is alive: a script in the head keeps it, and the player answers it when it can. */

/**
 * Marks a player whose Run was pressed with `data-run`. Runs in `<head>`; constant and free of characters that HTML
 * escapes, as the theme's script is (shell/theme.ts).
 */
export const EARLY_RUN_SCRIPT =
	"(function(){document.addEventListener(`click`,function(e){var b=e.target.closest(`.hwp-run`);if(b)b.closest(`.hwp`).dataset.run=``},true)})()";

/** Whether a player's Run was pressed before it was alive; asked once. */
export function takeEarlyRun(root: HTMLElement): boolean {
	const pressed = root.dataset.run !== undefined;
	delete root.dataset.run;
	return pressed;
}
