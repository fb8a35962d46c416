"use client";
/** A region that may scroll: it takes the focus, since not every browser lets the keyboard scroll what does not. */
import type { ReactNode } from "react";

interface ScrollBoxProps {
	readonly label: string;
	readonly className: string;
	readonly children: ReactNode;
}

const FOCUSABLE = { tabIndex: 0 } as const;

export function ScrollBox({ label, className, children }: ScrollBoxProps) {
	return (
		<section role="group" aria-label={label} className={className} {...FOCUSABLE}>
			{children}
		</section>
	);
}
