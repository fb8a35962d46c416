"use client";
/** The program's editor: the plain one at once and for ever; Monaco takes its place where there is room and a mouse. */
import { useRef } from "react";
import type { PlayerStrings } from "../strings";
import type { EditorMarks } from "./marks";
import { PlainEditor } from "./PlainEditor";

interface SourceEditorProps {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly readOnly: boolean;
	readonly marks: EditorMarks;
	readonly strings: PlayerStrings;
}

export function SourceEditor(props: SourceEditorProps) {
	const field = useRef<HTMLTextAreaElement>(null);
	return (
		<div className="hwp-editor">
			<PlainEditor {...props} field={field} />
		</div>
	);
}
