/** Tracebacks as text: entries, chained exceptions and groups, under the names of Lib/traceback.py. No objects here. */
import { caretLines } from "./carets";
import { sourceLine } from "./sources";
import { type SyntaxErrorText, syntaxErrorLines } from "./syntaxerrortext";

/** One entry of a traceback. Columns count characters; null: not known. */
export interface FrameSummary {
	readonly filename: string;
	readonly name: string;
	readonly lineno: number;
	readonly endLineno: number;
	readonly colno: number | null;
	readonly endColno: number | null;
}

/** An exception with everything that is shown of it. */
export interface ExceptionText {
	/** Name with its module, where that is shown. */
	readonly type: string;
	readonly text: string;
	readonly stack: readonly FrameSummary[];
	/** The lines that notes add, without newlines. */
	readonly notes: readonly string[];
	readonly syntax: SyntaxErrorText | null;
	readonly cause: ExceptionText | null;
	/** Null where it is suppressed. */
	readonly context: ExceptionText | null;
	/** The members of an exception group. */
	readonly exceptions: readonly ExceptionText[] | null;
}

/** Entries of one place that are shown; those beyond are counted. */
export const RECURSIVE_CUTOFF = 3;
const MAX_GROUP_WIDTH = 15;
const MAX_GROUP_DEPTH = 10;
const CAUSE_MESSAGE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT_MESSAGE = "\nDuring handling of the above exception, another exception occurred:\n\n";

/** `textwrap.indent` of every line, empty ones too. */
function indent(text: string, prefix: string): string {
	return text.replace(/[^\n]*\n|[^\n]+$/g, (line) => prefix + line);
}

function formatFrame(frame: FrameSummary): string {
	const head = `  File "${frame.filename}", line ${frame.lineno}, in ${frame.name}\n`;
	const lines: string[] = [];
	for (let n = frame.lineno; n <= frame.endLineno; n++) lines.push(sourceLine(frame.filename, n).trimEnd());
	if (lines.every((line) => line === "")) return head;
	if (frame.colno === null || frame.endColno === null) return `${head}    ${(lines[0] as string).trim()}\n`;
	return head + indent(caretLines(lines, frame.colno, frame.endColno), "    ");
}

/** How many entries of one place were not shown. */
export function repeated(count: number): string {
	return `  [Previous line repeated ${count} more time${count > 1 ? "s" : ""}]\n`;
}

/** Whether two entries are the same line of the same code. */
export function samePlace(a: FrameSummary, b: FrameSummary): boolean {
	return a.filename === b.filename && a.lineno === b.lineno && a.name === b.name;
}

/** `StackSummary.format`: entries of the same place beyond the third are counted, not shown. */
export function formatStack(stack: readonly FrameSummary[]): string {
	let text = "";
	let last: FrameSummary | null = null;
	let count = 0;
	for (const frame of stack) {
		if (last === null || !samePlace(last, frame)) {
			if (count > RECURSIVE_CUTOFF) text += repeated(count - RECURSIVE_CUTOFF);
			last = frame;
			count = 0;
		}
		count++;
		if (count <= RECURSIVE_CUTOFF) text += formatFrame(frame);
	}
	return count > RECURSIVE_CUTOFF ? text + repeated(count - RECURSIVE_CUTOFF) : text;
}

/** `format_exception_only` */
function exceptionOnly(e: ExceptionText): string {
	const head =
		e.syntax === null ? `${e.type}${e.text === "" ? "" : `: ${e.text}`}\n` : syntaxErrorLines(e.type, e.syntax);
	return head + e.notes.map((note) => `${note}\n`).join("");
}

/** `_ExceptionPrintContext`: where in the tree of exception groups the printing is. */
class PrintContext {
	depth = 0;
	needClose = false;
	text = "";

	margin(): string {
		return " ".repeat(2 * this.depth);
	}

	emit(text: string, marginCharacter = "|"): void {
		this.text += indent(text, this.margin() + (this.depth > 0 ? `${marginCharacter} ` : ""));
	}
}

/** The text that an uncaught exception leaves on stderr, with all that it is chained to. */
export function formatException(e: ExceptionText): string {
	const context = new PrintContext();
	formatInto(e, context);
	return context.text;
}

/** `TracebackException.format` */
function formatInto(e: ExceptionText, to: PrintContext): void {
	const chain: (readonly [string | null, ExceptionText])[] = [];
	for (let exc: ExceptionText | null = e; exc !== null; ) {
		const next: ExceptionText | null = exc.cause ?? exc.context;
		chain.push([next === null ? null : exc.cause !== null ? CAUSE_MESSAGE : CONTEXT_MESSAGE, exc]);
		exc = next;
	}
	for (const [message, exc] of chain.reverse()) {
		if (message !== null) to.emit(message);
		if (exc.exceptions === null) {
			if (exc.stack.length > 0) to.emit(`Traceback (most recent call last):\n${formatStack(exc.stack)}`);
			to.emit(exceptionOnly(exc));
		} else if (to.depth > MAX_GROUP_DEPTH) to.emit(`... (max_group_depth is ${MAX_GROUP_DEPTH})\n`);
		else formatGroup(exc, exc.exceptions, to);
	}
}

function formatGroup(exc: ExceptionText, members: readonly ExceptionText[], to: PrintContext): void {
	const top = to.depth === 0;
	if (top) to.depth++;
	if (exc.stack.length > 0) {
		to.emit("Exception Group Traceback (most recent call last):\n", top ? "+" : "|");
		to.emit(formatStack(exc.stack));
	}
	to.emit(exceptionOnly(exc));
	const n = members.length <= MAX_GROUP_WIDTH ? members.length : MAX_GROUP_WIDTH + 1;
	to.needClose = false;
	for (let i = 0; i < n; i++) {
		const last = i === n - 1;
		// The closing line may be drawn by a nested group.
		if (last) to.needClose = true;
		const truncated = i >= MAX_GROUP_WIDTH;
		to.text += `${to.margin()}${i === 0 ? "+-" : "  "}+---------------- ${truncated ? "..." : i + 1} ----------------\n`;
		to.depth++;
		if (truncated) {
			const rest = members.length - MAX_GROUP_WIDTH;
			to.emit(`and ${rest} more exception${rest > 1 ? "s" : ""}\n`);
		} else formatInto(members[i] as ExceptionText, to);
		if (last && to.needClose) {
			to.text += `${to.margin()}+------------------------------------\n`;
			to.needClose = false;
		}
		to.depth--;
	}
	if (top) to.depth = 0;
}
