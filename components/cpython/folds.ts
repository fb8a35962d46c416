/** Which rows of a comparison are shown: all that differ, and of what is equal what is near to them. */
import type { Row } from "./compare";

export type Shown =
	| { readonly kind: "row"; readonly row: Row }
	/** So many equal lines in a row that are not shown. */
	| { readonly kind: "fold"; readonly count: number }
	/** So many rows beyond what is shown at all. */
	| { readonly kind: "rest"; readonly count: number };

/** Equal lines shown on either side of one that differs. */
const NEAR = 2;
/** Fewer equal lines than this are not folded. */
const FOLDED = 4;

/** At most `limit` rows and folds, and how many rows are left beyond. Where nothing differs, nothing is folded. */
export function folded(rows: readonly Row[], limit: number): readonly Shown[] {
	const differing = rows.flatMap((row, at) => (row.kind === "differs" ? [at] : []));
	const near = new Uint8Array(rows.length);
	for (const at of differing) near.fill(1, Math.max(0, at - NEAR), at + NEAR + 1);
	const shown: Shown[] = [];
	let at = 0;
	while (at < rows.length && shown.length < limit) {
		const end = differing.length > 0 && near[at] === 0 ? near.indexOf(1, at) : at;
		const far = (end === -1 ? rows.length : end) - at;
		if (far >= FOLDED) {
			shown.push({ kind: "fold", count: far });
			at += far;
			continue;
		}
		for (const row of rows.slice(at, at + Math.max(1, far))) shown.push({ kind: "row", row });
		at += Math.max(1, far);
	}
	return at < rows.length ? [...shown, { kind: "rest", count: rows.length - at }] : shown;
}
