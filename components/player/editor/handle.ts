/** What the player asks of its editor, whichever that is. */
export interface EditorHandle {
	/** Puts the caret there, in sight, with the focus. `line` from 1, `column` in UTF-16 units from 0. */
	readonly goTo: (line: number, column: number) => void;
}
