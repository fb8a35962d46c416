"use client";
/** What can be done with the picture: its size, and saving it. */
import { type RefObject, useState } from "react";
import type { PlayerStrings } from "../strings";
import type { Lens } from "./lens";
import { graphStrings } from "./strings";
import { ZOOM_STEP, type Zoom } from "./use-zoom";

interface ToolsProps {
	readonly svg: RefObject<SVGSVGElement | null>;
	/** The program's title and the step shown: the file is named for them. */
	readonly title: string;
	readonly step: number;
	readonly zoom: Zoom;
	readonly lens: Lens;
	readonly onLens: (lens: Lens) => void;
	/** There are weak containers, which have an inside. */
	readonly containers: boolean;
	readonly strings: PlayerStrings;
}

export function Tools({ svg, title, step, zoom, lens, onLens, containers, strings }: ToolsProps) {
	const said = graphStrings(strings);
	const [failed, setFailed] = useState(false);
	const save = async (ending: "svg" | "png") => {
		const drawing = svg.current;
		if (drawing === null) return;
		setFailed(false);
		try {
			const { svgOf, pngOf, fileName, saveFile } = await import("./export");
			const text = await svgOf(drawing, `${title}, ${strings.step} ${step}`);
			const blob = ending === "png" ? await pngOf(text) : new Blob([text], { type: "image/svg+xml" });
			saveFile(blob, fileName(title, step, ending));
		} catch {
			setFailed(true);
		}
	};
	const percent = Math.round(zoom.scale * 100);
	return (
		<div className="hwp-graph-tools">
			<button
				type="button"
				className="hwp-tool hwp-tool-word"
				aria-pressed={lens.values}
				title={said.valuesHint}
				onClick={() => onLens({ ...lens, values: !lens.values })}
			>
				{said.valuesAsCards}
			</button>
			{containers ? (
				<button
					type="button"
					className="hwp-tool hwp-tool-word"
					aria-pressed={lens.insides}
					title={said.insidesHint}
					onClick={() => onLens({ ...lens, insides: !lens.insides })}
				>
					{said.insides}
				</button>
			) : null}
			<button
				type="button"
				className="hwp-tool"
				aria-label={said.zoomOut}
				title={said.zoomOut}
				onClick={() => zoom.by(1 / ZOOM_STEP)}
			>
				−
			</button>
			<button
				type="button"
				className="hwp-tool hwp-tool-scale"
				aria-label={said.zoomReset(percent)}
				title={said.zoomHint}
				onClick={zoom.reset}
			>
				{percent}%
			</button>
			<button
				type="button"
				className="hwp-tool"
				aria-label={said.zoomIn}
				title={said.zoomIn}
				onClick={() => zoom.by(ZOOM_STEP)}
			>
				+
			</button>
			<button type="button" className="hwp-tool" aria-label={said.zoomFit} title={said.zoomFit} onClick={zoom.fit}>
				<svg aria-hidden="true" viewBox="0 0 16 16" width="14" height="14">
					<path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
				</svg>
			</button>
			<button
				type="button"
				className="hwp-tool"
				aria-label={said.saveSvg}
				title={said.saveSvg}
				onClick={() => void save("svg")}
			>
				SVG
			</button>
			<button
				type="button"
				className="hwp-tool"
				aria-label={said.savePng}
				title={said.savePng}
				onClick={() => void save("png")}
			>
				PNG
			</button>
			{failed ? <span role="status">{said.saveFailed}</span> : null}
		</div>
	);
}
