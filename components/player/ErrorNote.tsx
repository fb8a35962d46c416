/** What Python's traceback says of the program's own text: where, as a way for the caret to go there, and what. */
import type { ErrorRange } from "./editor/error-range";
import type { MoreStrings } from "./more-strings";

interface ErrorNoteProps {
	readonly id: string;
	readonly error: ErrorRange;
	/** Whether any line ran at all. */
	readonly began: boolean;
	readonly strings: MoreStrings;
	readonly onGo: (line: number, column: number) => void;
}

export function ErrorNote({ id, error, began, strings, onGo }: ErrorNoteProps) {
	const { line, from } = error.underlines[0] ?? { line: 1, from: 0 };
	return (
		<p className="hwp-notice" role="status" id={id}>
			{began ? strings.failed : strings.notPythonAtAll}{" "}
			<button type="button" className="hwp-link" onClick={() => onGo(line, from)}>
				{strings.lineAndColumn(line, from + 1)}
			</button>
			{": "}
			<span lang="en" className="hwp-error-message">
				{error.message}
			</span>
		</p>
	);
}
