/** The player's own few icons: strokes in the text's colour, hidden from assistive technology. */

const PATHS = {
	first: "M4 3v10M13 3 6.5 8 13 13z",
	back: "M11 3 4.5 8 11 13z",
	forward: "M5 3l6.5 5L5 13z",
	last: "M12 3v10M3 3l6.5 5L3 13z",
	pause: "M5.5 3v10M10.5 3v10",
	play: "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM6.6 5.4 10.6 8l-4 2.6z",
	stop: "M4 4h8v8H4z",
	run: "M4.5 2.5 12.5 8l-8 5.5z",
	left: "M10 3.5 5.5 8 10 12.5",
	right: "M6 3.5 10.5 8 6 12.5",
	reset: "M3.5 8a4.5 4.5 0 1 0 1.4-3.3M3.2 2.6v2.6h2.6",
	close: "M4 4l8 8M12 4l-8 8",
} as const;

export type IconName = keyof typeof PATHS;

const SOLID: ReadonlySet<IconName> = new Set(["run", "stop", "forward", "back", "first", "last"]);

export function Icon({ name }: { readonly name: IconName }) {
	return (
		<svg className="hwp-icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
			<path
				d={PATHS[name]}
				fill={SOLID.has(name) ? "currentColor" : "none"}
				stroke="currentColor"
				strokeWidth="1.6"
				strokeLinejoin="round"
				strokeLinecap="round"
			/>
		</svg>
	);
}
