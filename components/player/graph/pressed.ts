/** What of a picture an event is about, by the names that its drawing carries: a card or a ghost, a fold, or a reference. */
export type Pressed =
	| { readonly kind: "card"; readonly serial: number }
	| { readonly kind: "fold"; readonly id: number }
	| { readonly kind: "edge"; readonly key: string };

export function pressedAt(target: EventTarget): Pressed | null {
	const named = target instanceof Element ? target.closest("[data-serial], [data-fold], [data-edge]") : null;
	const serial = named?.getAttribute("data-serial");
	const fold = named?.getAttribute("data-fold");
	const edge = named?.getAttribute("data-edge");
	if (serial != null) return { kind: "card", serial: Number(serial) };
	if (fold != null) return { kind: "fold", id: Number(fold) };
	return edge == null ? null : { kind: "edge", key: edge };
}

/** The number by which the layout knows a card or a fold. */
export function placeIn(pressed: Pressed | null): number | null {
	if (pressed === null || pressed.kind === "edge") return null;
	return pressed.kind === "card" ? pressed.serial : pressed.id;
}
