import type { ItemId, Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";
import styles from "./Header.module.css";
import { LanguageSwitch } from "./LanguageSwitch";
import { PageLink } from "./PageLink";
import { ProgressMeter } from "./ProgressMeter";
import { ThemeToggle } from "./ThemeToggle";

/** A step of the way from the contents to this page. The last one is this page. */
export interface Crumb {
	readonly text: string;
	/** Where it leads; null for what has no page of its own, and for this page. */
	readonly href: string | null;
}

interface Props {
	readonly locale: Locale;
	readonly crumbs: readonly Crumb[];
	/** Every item of the course, for the progress meter; empty leaves the meter out. */
	readonly items: readonly ItemId[];
}

/** The head of every page. Its first link skips to the text. */
export function Header({ locale, crumbs, items }: Props) {
	const text = dictionary(locale).shell;
	return (
		<header className={styles.header}>
			<a className={styles.skip} href="#text">
				{text.skip}
			</a>
			<PageLink className={styles.mark} href={`/${locale}`} aria-label={text.home}>
				Heapwise
			</PageLink>
			{crumbs.length > 0 && (
				<nav className={styles.crumbs} aria-label={text.crumbs}>
					<ol>
						{crumbs.map((crumb, index) => (
							<li key={crumb.text} aria-current={index === crumbs.length - 1 ? "page" : undefined}>
								{crumb.href === null ? crumb.text : <PageLink href={crumb.href}>{crumb.text}</PageLink>}
							</li>
						))}
					</ol>
				</nav>
			)}
			<div className={styles.tools}>
				<PageLink className={styles.tool} href={`/${locale}/play`}>
					{text.play}
				</PageLink>
				<LanguageSwitch />
				<ThemeToggle />
				{items.length > 0 && <ProgressMeter items={items} />}
			</div>
		</header>
	);
}
