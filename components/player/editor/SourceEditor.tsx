"use client";
/**
 * The program's editor. The plain one is there at once, and stays on small and touch screens. Elsewhere Monaco is
 * fetched at the reader's first touch of the program, and takes over text, selection and focus when it stands.
 */
import { type ComponentType, useRef, useState } from "react";
import type { PlayerStrings } from "../strings";
import type MonacoEditor from "./MonacoEditor";
import type { EditorMarks } from "./marks";
import { PlainEditor } from "./PlainEditor";

interface SourceEditorProps {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly readOnly: boolean;
	readonly marks: EditorMarks;
	readonly strings: PlayerStrings;
}

type Monaco = typeof MonacoEditor extends (props: infer Props) => unknown ? ComponentType<Props> : never;

/** Screens on which Monaco is worth its weight, and supported. */
const ROOMY = "(min-width: 900px) and (pointer: fine)";

export function SourceEditor(props: SourceEditorProps) {
	const field = useRef<HTMLTextAreaElement>(null);
	const asked = useRef(false);
	const composing = useRef(false);
	const [Monaco, setMonaco] = useState<Monaco | null>(null);
	const [ready, setReady] = useState(false);
	const [original, setOriginal] = useState(props.value);

	const ask = () => {
		if (asked.current || !window.matchMedia(ROOMY).matches) return;
		asked.current = true;
		setOriginal(props.value);
		import("./MonacoEditor").then(
			({ default: loaded }) => {
				const take = () => setMonaco(() => loaded);
				// A word being composed must not lose its field.
				if (composing.current) field.current?.addEventListener("compositionend", take, { once: true });
				else take();
			},
			() => {
				// Offline, or blocked: the plain editor does everything that is needed.
				asked.current = false;
			},
		);
	};

	return (
		<div className={`hwp-editor${ready ? " hwp-editor-monaco" : ""}`}>
			{ready ? null : (
				<PlainEditor
					{...props}
					field={field}
					onTouch={ask}
					onComposing={(now) => {
						composing.current = now;
					}}
				/>
			)}
			{Monaco === null ? null : (
				<div className={ready ? undefined : "hwp-arriving"}>
					<Monaco {...props} original={original} field={field} onReady={() => setReady(true)} />
				</div>
			)}
		</div>
	);
}
