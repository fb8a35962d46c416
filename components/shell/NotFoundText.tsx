import type { Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";
import styles from "./Blank.module.css";

/** What a page that does not exist says, in one language. */
export function NotFoundText({ locale }: { readonly locale: Locale }) {
	const text = dictionary(locale).notFound;
	return (
		<div className={styles.blank}>
			<svg viewBox="0 0 250 170" className={styles.drawing} aria-hidden>
				<rect x="1" y="30" width="104" height="66" rx="6" className={styles.frame} />
				<text x="16" y="68">
					page
				</text>
				<line x1="12" y1="63" x2="53" y2="63" className={styles.strike} />
				<rect x="128" y="66" width="118" height="84" rx="6" className={styles.ghost} />
				<text x="187" y="113" textAnchor="middle">
					404
				</text>
				<line x1="170" y1="108" x2="204" y2="108" className={styles.strike} />
				<rect x="212" y="54" width="38" height="24" rx="12" className={styles.badge} />
				<text x="231" y="71" textAnchor="middle" className={styles.count}>
					0
				</text>
			</svg>
			<div>
				<h1>{text.title}</h1>
				<p className={styles.text}>{text.text}</p>
				<p className={styles.actions}>
					<a className="button primary" href={`/${locale}`}>
						{text.link}
					</a>
				</p>
			</div>
		</div>
	);
}
