/** An annotation as text. */
import type { Expr } from "../syntax/ast";
import { UnsupportedFeature } from "./location";

/** The text of an annotation under `from __future__ import annotations`. */
export function unparse(e: Expr): string {
	throw new UnsupportedFeature("from __future__ import annotations", e.lineno);
}
