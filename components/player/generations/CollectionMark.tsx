/** A collection's mark, at 0, 0: a ring if it was called for, a disc if a threshold was passed, a tick where it took a younger one along. */
export function CollectionMark({ kind }: { readonly kind: "called" | "threshold" | "younger" }) {
	if (kind === "younger") return <path className="hwg-tick" d="M0-4V4" />;
	return <circle className={`hwg-ran hwg-ran-${kind}`} r="4" />;
}
