/**
 * A click on Run as the page takes it, alive or not: a script in the head marks the player, and its style sheet shows
 * the picture that stands ready in it, drawn ahead or with the page, in the very next frame. The player answers the
 * click after that, and takes the mark away with what it draws. A click before it is alive is answered when it is. Where
 * it shows a picture, React is told nothing of the press until then: at each of its events React would bring the whole
 * page to life there and then, before anything could be painted.
 */

/**
 * Marks a player whose Run was pressed with `data-run`, and keeps from React, until the player is alive, what React would
 * answer at once of a press. Runs in `<head>`, and so hears of it before React does; constant and free of characters that
 * HTML escapes, as the theme's script is (shell/theme.ts).
 */
export const EARLY_RUN_SCRIPT =
	"(function(){function f(e){var b=e.target.closest(`.hwp-run`);if(!b)return;var p=b.closest(`.hwp`);if(e.type===`click`)p.dataset.run=``;if(p.dataset.alive===undefined)if(p.querySelector(`.hwp-still`))e.stopImmediatePropagation()}`pointerdown mousedown touchstart focusin pointerup mouseup touchend click`.split(` `).forEach(function(n){document.addEventListener(n,f,{capture:true,passive:true})})})()";

/** The player answers for itself from here on. Tells whether its Run has been pressed before that. */
export function comeAlive(root: HTMLElement): boolean {
	root.dataset.alive = "";
	return isRunPressed(root);
}

/** Whether a player's Run was pressed, and the player has not shown yet what came of it. */
function isRunPressed(root: HTMLElement): boolean {
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
