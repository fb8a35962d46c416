"use client";
/** The sheet of keys, a modal dialog. */
import type { Locale } from "../../exercises/types";
import { Dialog } from "./Dialog";
import { MORE_STRINGS, type MoreStrings } from "./more-strings";
import { VIEWS } from "./Tabs";

type Row = readonly [keys: string, meaning: string];

/** Keys are two spaces apart. */
function groupsOf(strings: MoreStrings): readonly (readonly [name: string, rows: readonly Row[]])[] {
	const { helpGroups: names } = strings;
	return [
		[
			names.run,
			[
				["R", strings.run],
				["Esc", strings.stop],
				["P", `${strings.play} · ${strings.pause}`],
				["S  ⇧S", strings.otherPace],
			],
		],
		[
			names.steps,
			[
				["←  →", `${strings.back} · ${strings.forward}`],
				["G  ⇧G", strings.otherGrain],
				["[  ]", `${strings.previousPhase} · ${strings.nextPhase}`],
				["Home  End", `${strings.first} · ${strings.last}`],
			],
		],
		[
			names.jumps,
			[
				["D  ⇧D", `${strings.nextDeath} · ${strings.previousDeath}`],
				["C  ⇧C", `${strings.nextCollection} · ${strings.previousCollection}`],
				["B  ⇧B", `${strings.nextBreakpoint} · ${strings.previousBreakpoint}`],
				["N  ⇧N", strings.ofSelected],
			],
		],
		[
			names.asking,
			[
				["W", strings.whySelected],
				["Esc", strings.putBack],
				["M", strings.pin],
			],
		],
		[
			names.views,
			[
				[VIEWS.map((_, at) => at + 1).join("  "), VIEWS.map((name) => strings[name]).join(" · ")],
				["↑  ↓", `${strings.fromCardToCard} · ${strings.rowToRow}`],
				["?", strings.help],
			],
		],
		[
			names.editor,
			[
				["F9", strings.toggleBreakpoint],
				["Esc", strings.leaveEditor],
			],
		],
	];
}

export default function Help({ locale, onClose }: { readonly locale: Locale; readonly onClose: () => void }) {
	const strings = MORE_STRINGS[locale];
	return (
		<Dialog title={strings.keys} close={strings.close} onClose={onClose}>
			{groupsOf(strings).map(([name, rows]) => (
				<table key={name}>
					<caption>{name}</caption>
					<tbody>
						{rows.map(([keys, meaning]) => (
							<tr key={keys}>
								<th scope="row">
									{keys.split("  ").map((key) => (
										<kbd key={key}>{key}</kbd>
									))}
								</th>
								<td>{meaning}</td>
							</tr>
						))}
					</tbody>
				</table>
			))}
			<p>{strings.keysNote}</p>
			<p>{strings.editorHelp}</p>
		</Dialog>
	);
}
