"use client";
/**
 * The editor that is always there: a text field over its own coloured text, with line numbers, the lines that ran and
 * run next, and what they did to counts. Tab indents once the reader has typed or clicked in it, and leaves it before
 * that and after Escape, so that nobody who goes through the page by keyboard is caught.
 */
import {
	type KeyboardEvent,
	memo,
	type RefObject,
	useCallback,
	useId,
	useMemo,
	useRef,
	useSyncExternalStore,
} from "react";
import { Field } from "../Field";
import type { PlayerStrings } from "../strings";
import { type Breakpoints, toggled } from "./breakpoints";
import type { Underline } from "./error-range";
import { Gutter } from "./Gutter";
import { dedent, type Edit, indent, newline, unindent } from "./indent";
import type { EditorMarks, LineNote } from "./marks";
import { type Token, tokenLines } from "./python-tokens";

interface PlainEditorProps {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly readOnly: boolean;
	/** The text field is here (../use-fields.ts). */
	readonly fields: boolean;
	readonly marks: EditorMarks;
	readonly strings: PlayerStrings;
	readonly field: RefObject<HTMLTextAreaElement | null>;
	readonly breakpoints: Breakpoints;
	readonly onBreakpoints: (breakpoints: Breakpoints) => void;
	/** The id of a text that tells of the error underlined, or null. */
	readonly errorId: string | null;
	/** The reader is about to edit. */
	readonly onTouch: () => void;
	/** An input method has begun or finished a word. */
	readonly onComposing: (now: boolean) => void;
}

/** Puts an edit into the field as typing would, so that the browser's own undo takes it back. */
function apply(field: HTMLTextAreaElement, edit: Edit): void {
	field.setSelectionRange(edit.from, edit.to);
	const typed =
		edit.insert === "" ? document.execCommand("delete") : document.execCommand("insertText", false, edit.insert);
	if (!typed) {
		field.setRangeText(edit.insert, edit.from, edit.to, "end");
		field.dispatchEvent(new Event("input", { bubbles: true }));
	}
	field.setSelectionRange(edit.selectFrom, edit.selectTo);
}

export function Notes({ notes }: { readonly notes: readonly LineNote[] }) {
	return (
		<span className="hwp-notes-room">
			<span className="hwp-notes">
				{notes.map((note) => (
					<span
						key={note.text}
						className={`hwp-note hwp-note-${note.tone}${note.latest === true ? " hwp-note-latest" : ""}`}
					>
						{note.text}
					</span>
				))}
			</span>
		</span>
	);
}

/** Characters, and lines and tokens together, beyond which drawing each of them would hold up every keystroke. */
const LONGEST = 50_000;
const MOST_PARTS = 5_000;

/** The text to draw line by line, or null where there is too much of it: it is then drawn in one piece, unmarked. */
function drawable(source: string): readonly (readonly Token[])[] | null {
	if (source.length > LONGEST) return null;
	const lines = tokenLines(source);
	const parts = lines.reduce((sum, tokens) => sum + 1 + tokens.length, 0);
	return parts > MOST_PARTS ? null : lines;
}

/** A long program, its numbers beside it. The last character keeps an empty last line as high as the others. */
function Undrawn({ source }: { readonly source: string }) {
	const numbers = useMemo(
		() => Array.from({ length: source.split("\n").length }, (_, at) => at + 1).join("\n"),
		[source],
	);
	return (
		<div className="hwp-line hwp-undrawn">
			<span className="hwp-lineno">{numbers}</span>
			<span className="hwp-arrow" />
			<span className="hwp-text">{`${source}\u200b`}</span>
		</div>
	);
}

/** The line that a position of a text is on, from 1. */
function lineAt(text: string, position: number): number {
	return text.slice(0, position).split("\n").length;
}

/** A line's tokens, cut where an underline begins and ends. */
function underlined(
	tokens: readonly Token[],
	underline: Underline | undefined,
): readonly (Token & { readonly wrong: boolean })[] {
	if (underline === undefined) return tokens.map((token) => ({ ...token, wrong: false }));
	const { from, to } = underline;
	// Tokens say where in the text they are; an underline, where in its line.
	const start = tokens[0]?.at ?? 0;
	return tokens.flatMap(({ at, kind, text }) => {
		const cuts = [0, from - (at - start), to - (at - start), text.length];
		const inside = cuts.map((cut) => Math.max(0, Math.min(text.length, cut)));
		return [0, 1, 2].flatMap((part) => {
			const [begin = 0, end = 0] = [inside[part], inside[part + 1]];
			return begin >= end ? [] : [{ at: at + begin, kind, text: text.slice(begin, end), wrong: part === 1 }];
		});
	});
}

interface LineProps {
	readonly tokens: readonly Token[];
	/** What became of it, as it is coloured. */
	readonly state: "failed" | "ran" | "next" | null;
	/** It runs next. */
	readonly next: boolean;
	readonly underline: Underline | undefined;
	readonly notes: readonly LineNote[] | undefined;
}

/** Drawn again only where something of it changes: a step marks one line or two. */
const Line = memo(function DrawLine({ tokens, state, next, underline, notes }: LineProps) {
	return (
		<div className={`hwp-line${state === null ? "" : ` hwp-${state}`}`}>
			<span className="hwp-lineno" />
			<span className="hwp-arrow">{next ? "▸" : ""}</span>
			<span className="hwp-text">
				{underlined(tokens, underline).map((token) => (
					<span
						key={token.at}
						className={`${token.kind === "plain" ? "" : `hwp-${token.kind}`}${token.wrong ? " hwp-squiggle" : ""}`}
					>
						{token.text}
					</span>
				))}
				{tokens.length === 0 ? "\u200b" : null}
			</span>
			{notes === undefined ? null : <Notes notes={notes} />}
		</div>
	);
});

/** Whether the page has come to life. Before, React would write the server's text over what was typed. */
const never = () => () => {};
const yes = () => true;
const no = () => false;

export function PlainEditor(props: PlainEditorProps) {
	const { value, onChange, readOnly, marks, strings, field, onTouch, onComposing } = props;
	const { fields, breakpoints, onBreakpoints, errorId } = props;
	const hint = useId();
	const engaged = useRef(false);
	const alive = useSyncExternalStore(never, yes, no);
	const lines = useMemo(() => drawable(value), [value]);
	const underlines = useMemo(
		() => new Map(marks.error?.underlines.map((underline) => [underline.line, underline])),
		[marks],
	);

	const toggle = useCallback((line: number) => onBreakpoints(toggled(breakpoints, line)), [breakpoints, onBreakpoints]);

	const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
		const target = event.currentTarget;
		if (event.key === "F9") {
			event.preventDefault();
			toggle(lineAt(value, target.selectionStart));
			return;
		}
		if (event.key !== "Tab" || engaged.current) onTouch();
		const { selectionStart: from, selectionEnd: to } = target;
		if (event.key === "Escape") engaged.current = false;
		if (readOnly || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
		let edit: Edit | null = null;
		if (event.key === "Tab") {
			if (!engaged.current) return;
			edit = event.shiftKey ? dedent(value, from, to) : indent(value, from, to);
		} else if (event.key === "Enter") edit = newline(value, from, to);
		else if (event.key === "Backspace") edit = unindent(value, from, to);
		if (event.key !== "Escape" && event.key !== "Shift") engaged.current = true;
		if (edit === null) return;
		event.preventDefault();
		apply(target, edit);
	};

	return (
		<div className="hwp-plain">
			<div className="hwp-code" aria-hidden="true">
				{lines === null ? <Undrawn source={value} /> : null}
				{lines?.map((tokens, at) => {
					const line = at + 1;
					const state =
						line === marks.failed ? "failed" : line === marks.ran ? "ran" : line === marks.next ? "next" : null;
					return (
						<Line
							key={line}
							tokens={tokens}
							state={state}
							next={line === marks.next}
							underline={underlines.get(line)}
							notes={marks.notes.get(line)}
						/>
					);
				})}
			</div>
			<Field here={fields}>
				<textarea
					ref={field}
					className="hwp-field"
					value={value}
					readOnly={readOnly || !alive}
					onChange={(event) => onChange(event.target.value)}
					onKeyDown={onKeyDown}
					onPointerDown={() => {
						engaged.current = true;
						onTouch();
					}}
					onCompositionStart={() => onComposing(true)}
					onCompositionEnd={() => onComposing(false)}
					onBlur={() => {
						engaged.current = false;
					}}
					aria-label={strings.source}
					aria-describedby={errorId === null ? hint : `${errorId} ${hint}`}
					spellCheck={false}
					autoCapitalize="off"
					autoComplete="off"
					autoCorrect="off"
					wrap="off"
				/>
			</Field>
			<Gutter
				lines={lines === null ? breakpoints : lines.length}
				breakpoints={breakpoints}
				strings={strings}
				onToggle={toggle}
			/>
			<span id={hint} className="hwp-hint">
				{strings.editorHelp}
			</span>
		</div>
	);
}
