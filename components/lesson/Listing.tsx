import { tokenLines } from "../player/editor/python-tokens";
import styles from "./items.module.css";

/** A program to read, not to run. */
export function Listing({ source }: { readonly source: string }) {
	const lines = tokenLines(source.trimEnd());
	return (
		<pre className={styles.listing}>
			<code>
				{lines.map((tokens, index) => (
					// A listing never changes, so a line's number is its identity.
					<span key={`${index + 1}`} className={styles.line}>
						{tokens.map((token) => (
							<span key={token.at} data-token={token.kind}>
								{token.text}
							</span>
						))}
						{"\n"}
					</span>
				))}
			</code>
		</pre>
	);
}
