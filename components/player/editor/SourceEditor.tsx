"use client";
/**
 * The program's editor. The plain one is there at once, and stays on small and touch screens. Elsewhere Monaco is
 * fetched at the reader's first touch of the program, and takes over text, selection and focus when it stands.
 */
import { type ComponentType, type RefObject, useEffect, useRef, useState } from "react";
import type { PlayerStrings } from "../strings";
import type { Breakpoints } from "./breakpoints";
import type { EditorHandle } from "./handle";
import type MonacoEditor from "./MonacoEditor";
import type { EditorMarks } from "./marks";
import { PlainEditor } from "./PlainEditor";

interface SourceEditorProps {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly readOnly: boolean;
	/** The text field is here (../use-fields.ts). */
	readonly fields: boolean;
	readonly marks: EditorMarks;
	readonly strings: PlayerStrings;
	readonly breakpoints: Breakpoints;
	readonly onBreakpoints: (breakpoints: Breakpoints) => void;
	/** The id of a text that tells of the error underlined, or null. */
	readonly errorId: string | null;
	/** Filled while the editor stands. */
	readonly handle: RefObject<EditorHandle | null>;
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

	const { handle } = props;
	useEffect(() => {
		// Monaco fills it with its own.
		if (ready) return;
		const own: EditorHandle = { goTo: (line, column) => goTo(field.current, line, column) };
		handle.current = own;
		return () => {
			if (handle.current === own) handle.current = null;
		};
	}, [handle, ready]);

	return (
		<div className={`hwp-editor${ready ? " hwp-editor-monaco" : ""}${props.fields ? "" : " hwp-editor-waits"}`}>
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

/** Puts the plain editor's caret somewhere. */
function goTo(field: HTMLTextAreaElement | null, line: number, column: number): void {
	if (field === null) return;
	const lines = field.value.split("\n");
	const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
	const at = before + Math.min(column, lines[line - 1]?.length ?? 0);
	field.setSelectionRange(at, at);
	field.focus({ preventScroll: true });
	const box = field.closest<HTMLElement>(".hwp-editor");
	if (box === null) return;
	const height = field.clientHeight / Math.max(1, lines.length);
	const top = (line - 1) * height;
	if (top < box.scrollTop || top + height > box.scrollTop + box.clientHeight)
		box.scrollTop = Math.max(0, top - box.clientHeight / 2);
	box.scrollIntoView({ block: "nearest" });
}
