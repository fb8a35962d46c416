/**
 * Runs the program that a place in the prose speaks of: the last one before it, or else the first after it. Brings it
 * into view and puts the focus on the button that ran it, from where the keyboard goes on.
 */
export function runNearest(place: Element): void {
	const programs = [...document.querySelectorAll("[data-program]")];
	const before = programs.filter(
		(program) => (program.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
	);
	const nearest = before.at(-1) ?? programs[0];
	const run = nearest?.querySelector<HTMLButtonElement>(".hwp-controls button");
	if (nearest === undefined || run === null || run === undefined) return;
	const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
	nearest.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
	run.click();
	run.focus({ preventScroll: true });
}
