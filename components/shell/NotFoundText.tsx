import type { Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";

/** What a page that does not exist says, in one language. */
export function NotFoundText({ locale }: { readonly locale: Locale }) {
	const text = dictionary(locale).notFound;
	return (
		<div className="blank">
			<svg viewBox="0 0 250 170" className="blank-drawing" aria-hidden>
				<rect x="1" y="30" width="104" height="66" rx="6" className="blank-frame" />
				<text x="16" y="68">
					page
				</text>
				<line x1="12" y1="63" x2="53" y2="63" className="blank-strike" />
				<rect x="128" y="66" width="118" height="84" rx="6" className="blank-ghost" />
				<text x="187" y="113" textAnchor="middle">
					404
				</text>
				<line x1="170" y1="108" x2="204" y2="108" className="blank-strike" />
				<rect x="212" y="54" width="38" height="24" rx="12" className="blank-badge" />
				<text x="231" y="71" textAnchor="middle" className="blank-count">
					0
				</text>
			</svg>
			<div>
				<h1>{text.title}</h1>
				<p className="blank-text">{text.text}</p>
				<p className="blank-actions">
					<a className="button primary" href={`/${locale}`}>
						{text.link}
					</a>
				</p>
			</div>
		</div>
	);
}
