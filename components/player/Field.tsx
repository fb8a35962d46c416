"use client";
/** A form field that may come after the page (use-fields.ts). Where there is no script, it is there at once. */
import type { ReactNode } from "react";

interface FieldProps {
	readonly here: boolean;
	readonly children: ReactNode;
}

export function Field({ here, children }: FieldProps) {
	// With scripts, a browser takes what is in it for text, and React leaves it alone.
	return here ? children : <noscript>{children}</noscript>;
}
