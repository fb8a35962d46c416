"use client";
/** The sheet of keys, a modal dialog. */
import { useEffect, useId, useRef } from "react";
import { Icon } from "./icons";
import type { PlayerStrings } from "./strings";
import { VIEWS } from "./Tabs";

export function Help({ strings, onClose }: { readonly strings: PlayerStrings; readonly onClose: () => void }) {
	const dialog = useRef<HTMLDialogElement>(null);
	const title = useId();
	useEffect(() => {
		dialog.current?.showModal();
	}, []);
	const rows: readonly (readonly [string, string])[] = [
		["R", strings.run],
		["←  →", `${strings.back} · ${strings.forward}`],
		["Home  End", `${strings.first} · ${strings.last}`],
		["G  ⇧G", strings.otherGrain],
		["P", `${strings.play} · ${strings.pause}`],
		["D  ⇧D", `${strings.nextDeath} · ${strings.previousDeath}`],
		["C  ⇧C", `${strings.nextCollection} · ${strings.previousCollection}`],
		["[  ]", `${strings.previousPhase} · ${strings.nextPhase}`],
		[VIEWS.map((_, at) => at + 1).join("  "), VIEWS.map((name) => strings[name]).join(" · ")],
		["↑  ↓", strings.fromCardToCard],
		["?", strings.help],
	];
	return (
		<dialog ref={dialog} className="hwp-help" aria-labelledby={title} onClose={onClose}>
			<header>
				<h3 id={title}>{strings.keys}</h3>
				<button
					type="button"
					className="hwp-button hwp-square"
					aria-label={strings.close}
					title={strings.close}
					onClick={() => dialog.current?.close()}
				>
					<Icon name="close" />
				</button>
			</header>
			<table>
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
			<p>{strings.keysNote}</p>
			<p>{strings.editorHelp}</p>
		</dialog>
	);
}
