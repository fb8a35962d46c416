/** The pages' few icons: strokes in the text's colour, hidden from assistive technology. */

/** After Lucide (ISC License, https://lucide.dev/license), on its grid of 24. */
const PATHS = {
	check: "M20 6 9 17l-5-5",
	circle: "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20",
	moon: "M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401",
	sun: "M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8M12 2v2M12 20v2M4.93 4.93l1.41 1.41M17.66 17.66l1.41 1.41M2 12h2M20 12h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41",
	x: "M18 6 6 18M6 6l12 12",
} as const;

interface Props {
	readonly name: keyof typeof PATHS;
	/** In pixels. */
	readonly size: number;
}

export function Icon({ name, size }: Props) {
	return (
		<svg
			viewBox="0 0 24 24"
			width={size}
			height={size}
			fill="none"
			stroke="currentColor"
			strokeWidth="2"
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
		>
			<path d={PATHS[name]} />
		</svg>
	);
}
