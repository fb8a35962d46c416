/** Monaco with the few features that a short program needs, and a theme made from the page's tokens. */
import { editor } from "monaco-editor/editor";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/wordOperations/register";
import { LANGUAGE, registerPython } from "./python-language";

const THEME = "heapwise";

/** A token's colour as Monaco wants it, `rrggbb`; black where the page has none. */
function token(style: CSSStyleDeclaration, name: string): string {
	const value = style.getPropertyValue(name).trim().replace(/^#/, "");
	return /^[0-9a-f]{6}$/i.test(value) ? value : "000000";
}

/** Makes the theme from the tokens as they are now, and uses it. */
function applyTheme(): void {
	const style = getComputedStyle(document.documentElement);
	const colour = (name: string) => token(style, name);
	editor.defineTheme(THEME, {
		base: document.documentElement.dataset.theme === "dark" ? "vs-dark" : "vs",
		inherit: false,
		rules: [
			{ token: "", foreground: colour("--ink") },
			{ token: "keyword", foreground: colour("--accent"), fontStyle: "bold" },
			{ token: "string", foreground: colour("--finalizer") },
			{ token: "number", foreground: colour("--strong") },
			{ token: "comment", foreground: colour("--ink-2"), fontStyle: "italic" },
		],
		colors: {
			"editor.background": `#${colour("--paper")}`,
			"editor.foreground": `#${colour("--ink")}`,
			"editor.lineHighlightBackground": "#00000000",
			"editor.lineHighlightBorder": "#00000000",
			"editor.selectionBackground": `#${colour("--strong")}44`,
			"editor.inactiveSelectionBackground": `#${colour("--strong")}22`,
			"editorCursor.foreground": `#${colour("--ink")}`,
			"editorLineNumber.foreground": `#${colour("--ink-2")}`,
			"editorLineNumber.activeForeground": `#${colour("--ink-2")}`,
			"editorBracketMatch.background": `#${colour("--strong")}22`,
			"editorBracketMatch.border": "#00000000",
			"editorWidget.background": `#${colour("--paper-2")}`,
			"editorWidget.foreground": `#${colour("--ink")}`,
			"editorWidget.border": `#${colour("--rule")}`,
			"input.background": `#${colour("--paper")}`,
			"input.foreground": `#${colour("--ink")}`,
			"input.border": `#${colour("--rule")}`,
			"scrollbarSlider.background": `#${colour("--ink-3")}44`,
			"scrollbarSlider.hoverBackground": `#${colour("--ink-3")}77`,
			"scrollbarSlider.activeBackground": `#${colour("--ink-3")}99`,
			focusBorder: `#${colour("--focus")}`,
		},
	});
	editor.setTheme(THEME);
}

let prepared = false;

/** Gives Monaco its worker, and a theme that follows the page's. */
function prepare(): void {
	if (prepared) return;
	prepared = true;
	window.MonacoEnvironment = {
		getWorker: () => new Worker(new URL("./monaco.worker.ts", import.meta.url), { type: "module" }),
	};
	registerPython();
	applyTheme();
	new MutationObserver(applyTheme).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

/** An editor in an element, set in the plain editor's measures so that nothing jumps when it takes its place. */
export function createEditor(
	element: HTMLElement,
	model: editor.ITextModel,
	settings: { readonly readOnly: boolean; readonly label: string },
): editor.IStandaloneCodeEditor {
	return editor.create(element, {
		model,
		theme: THEME,
		readOnly: settings.readOnly,
		ariaLabel: settings.label,
		fontFamily: getComputedStyle(element).getPropertyValue("--code"),
		fontSize: 14,
		lineHeight: 24,
		fontLigatures: false,
		padding: { top: 10, bottom: 10 },
		lineNumbersMinChars: 4,
		selectOnLineNumbers: false,
		lineDecorationsWidth: 20,
		glyphMargin: false,
		folding: false,
		minimap: { enabled: false },
		overviewRulerLanes: 0,
		renderFinalNewline: "on",
		hideCursorInOverviewRuler: true,
		scrollBeyondLastLine: false,
		renderLineHighlight: "none",
		scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
		automaticLayout: true,
		wordWrap: "off",
		tabSize: 4,
		insertSpaces: true,
		detectIndentation: false,
		occurrencesHighlight: "off",
		selectionHighlight: false,
		guides: { indentation: false },
		wordBasedSuggestions: "off",
		quickSuggestions: false,
		editContext: false,
		unicodeHighlight: { ambiguousCharacters: false },
	});
}

/** Whether the pointer is at the line numbers, or beside them. */
export function isMargin({ type }: editor.IMouseTarget): boolean {
	const { GUTTER_LINE_NUMBERS, GUTTER_LINE_DECORATIONS, GUTTER_GLYPH_MARGIN } = editor.MouseTargetType;
	return type === GUTTER_LINE_NUMBERS || type === GUTTER_LINE_DECORATIONS || type === GUTTER_GLYPH_MARGIN;
}

/** A Python text whose undo goes back to `original`, standing at `current`. */
export function createModel(original: string, current: string): editor.ITextModel {
	prepare();
	const model = editor.createModel(original, LANGUAGE);
	model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
	if (current !== original) replaceAll(model, current);
	return model;
}

/** Replaces the whole text as one edit, which undo takes back. */
export function replaceAll(model: editor.ITextModel, text: string): void {
	model.pushStackElement();
	model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
	model.pushStackElement();
}
