import { tokenLines } from "../player/editor/python-tokens";
import { FOCUSABLE } from "./focusable";
import styles from "./items.module.css";

/** A program to read, not to run. */
export function Listing({ source }: { readonly source: string }) {
	const lines = tokenLines(source.trimEnd()).map((tokens, index) => ({ number: index + 1, tokens }));
	return (
		<pre className={styles.listing} {...FOCUSABLE}>
			<code>
				{lines.map((line) => (
					<span key={line.number}>
						{line.tokens.map((token) => (
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
