"use client";
/** A few lines for a stage on which nothing has happened yet: a frame, and two objects that hold each other. */
export function Sketch() {
	return (
		<svg className="hwp-sketch" viewBox="0 0 248 104" aria-hidden="true">
			<rect className="hwp-sketch-frame" x="1" y="22" width="56" height="60" rx="5" />
			<path className="hwp-sketch-words" d="M11 36h26M11 52h14M11 68h14" />
			<g className="hwp-sketch-card">
				<rect x="98" y="12" width="56" height="42" rx="5" />
				<rect x="191" y="50" width="56" height="42" rx="5" />
			</g>
			<path className="hwp-sketch-words" d="M108 26h20M108 40h14M201 64h20M201 78h14" />
			<path className="hwp-sketch-edge" d="M57 52C78 52 78 32 97 32M154 40c22 0 16 24 36 24M191 78c-34 0-46 0-46-23" />
			<g className="hwp-sketch-badge">
				<rect x="142" y="3" width="20" height="17" rx="8.5" />
				<rect x="228" y="41" width="20" height="17" rx="8.5" />
			</g>
		</svg>
	);
}
