"use client";

import type { Locale } from "@/exercises/types";
import { ERROR_STRINGS } from "./error-strings";

interface Props {
	readonly locale: Locale;
	/** What was thrown; its digest, if it has one, is shown for the operator. */
	readonly error: unknown;
	readonly retry: () => void;
}

/** What a page that broke says. */
export function ErrorText({ locale, error, retry }: Props) {
	const text = ERROR_STRINGS[locale];
	const digest = digestOf(error);
	return (
		<div className="blank">
			<svg viewBox="0 0 250 170" className="blank-drawing" aria-hidden>
				<defs>
					<marker id="e-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
						<path d="M0 1 9 5 0 9z" className="blank-head" />
					</marker>
				</defs>
				<rect x="1" y="20" width="104" height="66" rx="6" className="blank-frame" />
				<text x="16" y="58">
					page
				</text>
				<path d="M90 53 C 128 53 118 108 152 108" className="blank-broken" strokeDasharray="26 14 4 200" />
				<path d="M122 96 C 130 104 138 108 150 108" className="blank-broken" markerEnd="url(#e-head)" />
				<rect x="154" y="72" width="92" height="72" rx="6" className="blank-ghost" />
				<rect x="214" y="60" width="36" height="24" rx="12" className="blank-badge" />
				<text x="232" y="77" textAnchor="middle" className="blank-count">
					?
				</text>
			</svg>
			<div>
				<h1>{text.title}</h1>
				<p className="blank-text">{text.text}</p>
				<p className="blank-actions">
					<button type="button" className="button primary" onClick={retry}>
						{text.retry}
					</button>
					<a className="button" href={`/${locale}`}>
						{text.link}
					</a>
				</p>
				{digest !== null && <p className="blank-reference">{text.reference(digest)}</p>}
			</div>
		</div>
	);
}

function digestOf(error: unknown): string | null {
	if (typeof error !== "object" || error === null || !("digest" in error)) return null;
	return typeof error.digest === "string" ? error.digest : null;
}
