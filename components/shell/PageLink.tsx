"use client";
/**
 * A link to another page of the site in the same language. A plain click changes the page without loading the document
 * anew. What the page takes is fetched when the reader turns to the link: who only reads is sent nothing for it. (Next's
 * own Link would fetch every page that a link in view leads to, and is several times the size.)
 */
import { useRouter } from "next/navigation";
import { type ComponentProps, type MouseEvent, startTransition } from "react";

interface Props extends ComponentProps<"a"> {
	readonly href: string;
}

/** The browser is to do something else with the link: another tab or window, a download. */
function isMore({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
	return button !== 0 || metaKey || ctrlKey || shiftKey || altKey;
}

export function PageLink({ href, ...rest }: Props) {
	const router = useRouter();
	const fetchAhead = () => router.prefetch(href);
	return (
		<a
			{...rest}
			href={href}
			onPointerEnter={fetchAhead}
			onPointerDown={fetchAhead}
			onFocus={fetchAhead}
			onClick={(event) => {
				if (event.defaultPrevented || isMore(event)) return;
				event.preventDefault();
				startTransition(() => router.push(href));
			}}
		/>
	);
}
