"use client";

import { useSyncExternalStore } from "react";
import { useText } from "../i18n/LocaleProvider";
import { Icon } from "../icons";
import styles from "./Header.module.css";
import { chooseTheme, currentTheme, type Theme, watchTheme } from "./theme";

/** Changes between light and dark. Its name says what pressing it does. */
export function ThemeToggle() {
	const text = useText().tools;
	// The server knows no theme: until hydration the button is drawn for light, and nothing else depends on it.
	const theme = useSyncExternalStore<Theme>(watchTheme, currentTheme, () => "light");
	const label = theme === "dark" ? text.toLight : text.toDark;
	return (
		<button
			type="button"
			className={styles.tool}
			aria-label={label}
			title={label}
			onClick={() => chooseTheme(theme === "dark" ? "light" : "dark")}
		>
			<Icon name={theme === "dark" ? "sun" : "moon"} size={17} />
		</button>
	);
}
