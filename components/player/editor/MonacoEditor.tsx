"use client";
/** The program in Monaco, with the same marks as the plain editor. Imported only when a reader starts to edit. */
import type { editor } from "monaco-editor/editor";
import { type RefObject, useEffect, useRef } from "react";
import type { PlayerStrings } from "../strings";
import { type Breakpoints, toggled } from "./breakpoints";
import type { EditorHandle } from "./handle";
import type { EditorMarks } from "./marks";
import { createEditor, createModel, isMargin, replaceAll } from "./monaco";

interface MonacoEditorProps {
	readonly value: string;
	/** What the plain editor began with: where undo ends. */
	readonly original: string;
	readonly onChange: (value: string) => void;
	readonly readOnly: boolean;
	readonly marks: EditorMarks;
	readonly strings: PlayerStrings;
	readonly breakpoints: Breakpoints;
	readonly onBreakpoints: (breakpoints: Breakpoints) => void;
	readonly handle: RefObject<EditorHandle | null>;
	/** The plain editor's field, whose text, selection and focus are taken over. */
	readonly field: RefObject<HTMLTextAreaElement | null>;
	/** Called when the editor stands, with everything taken over. */
	readonly onReady: () => void;
}

/** Beyond this height the program scrolls. */
const TALLEST = 560;

export default function MonacoEditor(props: MonacoEditorProps) {
	const { value, readOnly, marks, strings, breakpoints } = props;
	const box = useRef<HTMLDivElement>(null);
	const made = useRef<editor.IStandaloneCodeEditor | null>(null);
	const drawn = useRef<editor.IEditorDecorationsCollection | null>(null);
	const latest = useRef(props);
	useEffect(() => {
		latest.current = props;
	});

	useEffect(() => {
		const element = box.current;
		if (element === null) return;
		const { original, field, value: given, readOnly: fixed, strings: words } = latest.current;
		const plain = field.current;
		const model = createModel(original, plain?.value ?? given);
		const instance = createEditor(element, model, { readOnly: fixed, label: words.source });
		made.current = instance;
		drawn.current = instance.createDecorationsCollection();

		const fitHeight = () => {
			element.style.blockSize = `${Math.min(TALLEST, instance.getContentHeight())}px`;
		};
		fitHeight();
		instance.onDidContentSizeChange(fitHeight);
		model.onDidChangeContent(() => latest.current.onChange(model.getValue()));

		// Tab leaves the editor until the reader types or clicks in it, and again after Escape.
		const tabLeaves = (leaves: boolean) => instance.updateOptions({ tabFocusMode: leaves });
		instance.onDidBlurEditorText(() => tabLeaves(true));
		const toggle = (line: number) => {
			const { breakpoints: set, onBreakpoints } = latest.current;
			onBreakpoints(toggled(set, line));
		};
		instance.onMouseDown(({ target, event }) => {
			if (!isMargin(target) || target.position === null || !event.leftButton) return tabLeaves(false);
			event.preventDefault();
			toggle(target.position.lineNumber);
		});
		model.onDidChangeContent(() => tabLeaves(false));
		instance.onKeyDown((event) => {
			const { key } = event.browserEvent;
			if (key === "F9") {
				event.preventDefault();
				event.stopPropagation();
				toggle(instance.getPosition()?.lineNumber ?? 1);
			} else if (key === "Escape") tabLeaves(true);
			else if (key.startsWith("Arrow")) tabLeaves(false);
		});

		const focused = plain !== null && document.activeElement === plain;
		tabLeaves(!focused);
		if (plain !== null) {
			const from = model.getPositionAt(plain.selectionStart);
			const to = model.getPositionAt(plain.selectionEnd);
			instance.setSelection({
				startLineNumber: from.lineNumber,
				startColumn: from.column,
				endLineNumber: to.lineNumber,
				endColumn: to.column,
			});
		}
		if (focused) instance.focus();
		latest.current.onReady();
		const { handle } = latest.current;
		const own: EditorHandle = {
			goTo: (lineNumber, column) => {
				const position = { lineNumber, column: column + 1 };
				instance.setPosition(position);
				instance.revealPositionInCenterIfOutsideViewport(position);
				instance.focus();
			},
		};
		handle.current = own;
		return () => {
			if (handle.current === own) handle.current = null;
			made.current = null;
			instance.dispose();
			model.dispose();
		};
	}, []);

	useEffect(() => {
		const model = made.current?.getModel();
		if (model != null && model.getValue() !== value) replaceAll(model, value);
	}, [value]);

	useEffect(() => {
		const wrong = marks.error?.underlines[0];
		const error =
			wrong === undefined
				? ""
				: `. ${strings.lineAndColumn(wrong.line, wrong.from + 1)}: ${marks.error?.message ?? ""}`;
		made.current?.updateOptions({ readOnly, ariaLabel: `${strings.source}${error}` });
	}, [readOnly, strings, marks]);

	useEffect(() => {
		const model = made.current?.getModel();
		if (model != null) drawn.current?.set(decorations(model, marks, breakpoints));
	}, [marks, breakpoints]);

	return <div ref={box} className="hwp-monaco" />;
}

/** The marks as Monaco's decorations. */
function decorations(
	model: editor.ITextModel,
	marks: EditorMarks,
	breakpoints: Breakpoints,
): editor.IModelDeltaDecoration[] {
	const made: editor.IModelDeltaDecoration[] = [];
	const lines = model.getLineCount();
	const whole = (line: number | null, mark: string, before?: string) => {
		if (line === null || line < 1 || line > lines) return;
		const range = { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 };
		made.push({
			range,
			options: {
				isWholeLine: true,
				className: `${mark} hwp-in-monaco`,
				marginClassName: mark,
				linesDecorationsClassName: before,
			},
		});
	};
	if (marks.failed === null || marks.failed !== marks.ran) whole(marks.ran, "hwp-ran");
	whole(marks.next, marks.next === marks.ran ? "hwp-also-next" : "hwp-next", "hwp-next-arrow");
	whole(marks.failed, "hwp-failed");
	for (const line of breakpoints) {
		if (line > lines) continue;
		const range = { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 };
		made.push({ range, options: { marginClassName: "hwp-breakpoint-margin", lineNumberClassName: "hwp-breakpoint" } });
	}
	for (const { line, from, to } of marks.error?.underlines ?? []) {
		if (line > lines) continue;
		const range = { startLineNumber: line, startColumn: from + 1, endLineNumber: line, endColumn: to + 1 };
		made.push({ range, options: { inlineClassName: "hwp-squiggle" } });
	}
	for (const [line, notes] of marks.notes) {
		if (line > lines) continue;
		const column = model.getLineMaxColumn(line);
		const range = { startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column };
		const after = (content: string, inlineClassName: string) =>
			made.push({ range, options: { showIfCollapsed: true, after: { content, inlineClassName } } });
		for (const [order, note] of notes.entries()) {
			// The gap is apart: what is struck through or framed is the note alone.
			after("\u00a0".repeat(order === 0 ? 3 : 2), "hwp-note-after");
			after(note.text, `hwp-note-after hwp-note-${note.tone}${note.latest === true ? " hwp-note-latest" : ""}`);
		}
	}
	return made;
}
