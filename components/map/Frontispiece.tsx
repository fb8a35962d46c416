import type { Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";
import { Inline } from "../lesson/Inline";
import styles from "./Frontispiece.module.css";

/** The course in one drawing: a dead cycle, as the player draws it. The counts are those of CPython after `del a, b`. */
export function Frontispiece({ locale }: { readonly locale: Locale }) {
	const text = dictionary(locale).map;
	return (
		<figure className={styles.figure}>
			<svg viewBox="0 0 404 316" role="img" aria-label={text.figureTitle}>
				<defs>
					<marker id="f-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
						<path d="M0 1 9 5 0 9z" className={styles.head} />
					</marker>
					<pattern id="f-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
						<line x1="0" y1="0" x2="0" y2="6" className={styles.hatch} />
					</pattern>
				</defs>
				<g>
					<rect x="8" y="14" width="112" height="126" rx="6" className={styles.frame} />
					<text x="22" y="38" className={styles.frameName}>
						__main__
					</text>
					<text x="22" y="68">
						Node
					</text>
					<text x="108" y="68" textAnchor="end" className={styles.kind}>
						class
					</text>
					<text x="22" y="95" className={styles.gone}>
						a
					</text>
					<line x1="17" y1="91" x2="36" y2="91" className={styles.strike} />
					<text x="22" y="121" className={styles.gone}>
						b
					</text>
					<line x1="17" y1="117" x2="36" y2="117" className={styles.strike} />
				</g>
				<Card x={176} y={36} name='"a"' serial={1} dot={124} />
				<Card x={230} y={206} name='"b"' serial={2} dot={14} />
				<path d="M300 112 C 352 112 330 172 308 202" className={styles.edge} markerEnd="url(#f-head)" />
				<path d="M244 282 C 196 282 200 190 214 132" className={styles.edge} markerEnd="url(#f-head)" />
			</svg>
			<figcaption>
				<Inline text={text.figureCaption} />
			</figcaption>
		</figure>
	);
}

interface CardProps {
	readonly x: number;
	readonly y: number;
	readonly name: string;
	readonly serial: number;
	/** Where, from the card's left edge, the reference in `partner` leaves. */
	readonly dot: number;
}

function Card({ x, y, name, serial, dot }: CardProps) {
	const labels = dot < 70 ? 28 : 16;
	return (
		<g transform={`translate(${x} ${y})`}>
			<rect width="142" height="92" rx="6" className={styles.paper} />
			<rect width="142" height="92" rx="6" className={styles.card} />
			<rect width="5" height="92" rx="2" className={styles.young} />
			<text x="16" y="24" className={styles.type}>
				Node
			</text>
			<text x="54" y="24" className={styles.serial}>
				#{serial}
			</text>
			<text x={labels} y="53">
				name
			</text>
			<text x="128" y="53" textAnchor="end" className={styles.value}>
				{name}
			</text>
			<text x={labels} y="80">
				partner
			</text>
			<circle cx={dot} cy="76" r="3" className={styles.dot} />
			<rect x="108" y="-12" width="42" height="24" rx="12" className={styles.badge} />
			<text x="129" y="5" textAnchor="middle" className={styles.count}>
				1
			</text>
		</g>
	);
}
