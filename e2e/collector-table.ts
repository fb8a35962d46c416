import type { Locator } from "@playwright/test";
import type { PhaseName, PhaseRow } from "../engine/api";

/** The collector's table, as it stands on the page and as the engine has it. */

export interface Told {
	readonly serial: number;
	readonly refcnt: string;
	readonly gcRefs: string | null;
}

/** Of a number struck out and one after it, the latter. */
export async function told(player: Locator): Promise<readonly Told[]> {
	return player.locator(".hwc-table tr[data-serial]").evaluateAll((rows) =>
		rows
			.map((row) => {
				const cell = row.querySelector('[data-column="gc_refs"]');
				return {
					serial: Number(row.getAttribute("data-serial")),
					refcnt: row.querySelector('[data-column="refcnt"]')?.textContent ?? "",
					gcRefs: cell === null ? null : (cell.querySelector("b")?.textContent ?? cell.textContent ?? ""),
				};
			})
			.sort((a, b) => a.serial - b.serial),
	);
}

/** The phases that have a column of gc_refs. */
const COUNTING: readonly PhaseName[] = [
	"update_refs",
	"subtract_refs",
	"move_unreachable",
	"handle_resurrected_objects",
];

export function expected(rows: readonly PhaseRow[], phase: PhaseName): readonly Told[] {
	return rows
		.map(({ serial, refcnt, gcRefs }) => ({
			serial,
			refcnt: String(refcnt),
			gcRefs: COUNTING.includes(phase) ? (gcRefs === null ? "" : String(gcRefs)) : null,
		}))
		.sort((a, b) => a.serial - b.serial);
}
