/**
 * A click on Run as the page takes it, alive or not: a script in the head marks the player, and its style sheet shows
 * the picture that stands ready in it, drawn ahead or with the page, in the very next frame. The player answers the
 * click after that, and takes the mark away with what it draws. A click before it is alive is answered when it is.
 */

/**
 * Marks a player whose Run was pressed with `data-run`. Runs in `<head>`; constant and free of characters that HTML
 * escapes, as the theme's script is (shell/theme.ts).
 */
export const EARLY_RUN_SCRIPT =
	"(function(){document.addEventListener(`click`,function(e){var b=e.target.closest(`.hwp-run`);if(b)b.closest(`.hwp`).dataset.run=``},true)})()";

/** Whether a player's Run was pressed, and the player has not shown yet what came of it. */
export function isRunPressed(root: HTMLElement): boolean {
	return root.dataset.run !== undefined;
}

/** Whether that brought a picture into sight. */
export function showsAtOnce(root: HTMLElement): boolean {
	return isRunPressed(root) && root.querySelector(".hwp-ahead, .hwp-still:not(:empty)") !== null;
}

/** What the player draws has come of it. */
export function answerRun(root: HTMLElement): void {
	delete root.dataset.run;
}
