"use client";
/** A modal dialog over the page, with its title and a way out. */
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Icon } from "./icons";

interface DialogProps {
	readonly title: string;
	/** What the button that closes it says. */
	readonly close: string;
	/** For a look of its own, beside that of all. */
	readonly className?: string;
	readonly onClose: () => void;
	readonly children: ReactNode;
}

export function Dialog({ title, close, className = "", onClose, children }: DialogProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const id = useId();
	// Before the parts' effects: one of them may ask for the focus, which the opening gives to the first button.
	useLayoutEffect(() => {
		dialog.current?.showModal();
	}, []);
	return (
		<dialog ref={dialog} className={`hwp-help ${className}`.trimEnd()} aria-labelledby={id} onClose={onClose}>
			<header>
				<h3 id={id}>{title}</h3>
				<button
					type="button"
					className="hwp-button hwp-square"
					aria-label={close}
					title={close}
					onClick={() => dialog.current?.close()}
				>
					<Icon name="close" />
				</button>
			</header>
			{children}
		</dialog>
	);
}
