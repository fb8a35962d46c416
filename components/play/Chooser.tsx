"use client";
/** Which program is in the player: an example, one of the reader's own, or what a link brought. */
import type { OwnProgram } from "./programs";
import { titleOf } from "./programs";
import type { PlayStrings } from "./strings";

/** An example of the page's, in its language. */
export interface Example {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	/** The step that it is shown at first; null for its end. */
	readonly step: number | null;
}

/** Where the program in the player is from. */
export type Origin =
	| { readonly kind: "example"; readonly id: string }
	| { readonly kind: "own"; readonly id: string }
	| { readonly kind: "link" }
	/** It is kept once it is changed. */
	| { readonly kind: "new" };

interface ChooserProps {
	readonly origin: Origin;
	readonly text: string;
	readonly own: readonly OwnProgram[];
	readonly examples: readonly Example[];
	readonly strings: PlayStrings;
	/** Null until the page can hear a choice. */
	readonly onChoose: ((origin: Origin) => void) | null;
}

const optionOf = (origin: Origin): string => ("id" in origin ? `${origin.kind}:${origin.id}` : origin.kind);

export function Chooser({ origin, text, own, examples, strings, onChoose }: ChooserProps) {
	const nameOf = (source: string) => titleOf(source) || strings.unnamed;
	const choose = (value: string) => {
		const [kind, id = ""] = value.split(":");
		if (kind === "example" || kind === "own") onChoose?.({ kind, id });
	};
	return (
		<label className="play-chooser">
			<span>{strings.program}</span>
			<select disabled={onChoose === null} value={optionOf(origin)} onChange={(event) => choose(event.target.value)}>
				{origin.kind === "link" ? <option value="link">{`${strings.fromLink}: ${nameOf(text)}`}</option> : null}
				{origin.kind === "new" ? <option value="new">{nameOf(text)}</option> : null}
				{own.length > 0 ? (
					<optgroup label={strings.yours}>
						{own.map(({ id, source }) => (
							<option key={id} value={`own:${id}`}>
								{nameOf(source)}
							</option>
						))}
					</optgroup>
				) : null}
				<optgroup label={strings.examples}>
					{examples.map(({ id, title }) => (
						<option key={id} value={`example:${id}`}>
							{title}
						</option>
					))}
				</optgroup>
			</select>
		</label>
	);
}
