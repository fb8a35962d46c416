"use client";
/**
 * The player's way to CPython: a button for its head, and below its grid the panel that a click loads. Nothing of either
 * CPython or the panel is fetched before; no link, no step and no other program starts it.
 */
import { type ComponentType, type ReactNode, useState } from "react";
import type { RunReport } from "../../engine/api";
import type { ProfileName } from "../../engine/profiles";
import type { Locale } from "../../exercises/types";
import type { OnCPythonProps } from "./OnCPython";
import type { Asked } from "./use-framed-run";

/** Not with the strings of the panel: these come with every page that has the button. */
const WORDS: Readonly<Record<Locale, { readonly run: string; readonly absent: string }>> = {
	en: {
		run: "Run on CPython",
		absent: "This part of the page could not be loaded. Try again when the network is back.",
	},
	"zh-CN": { run: "在 CPython 上运行", absent: "页面的这一部分没能载入，等网络恢复后再试。" },
};

interface Settings {
	readonly enabled: boolean;
	/** What a click runs. */
	readonly program: string;
	readonly profile: ProfileName;
	readonly locale: Locale;
	/** Our own last run, of which program and Python, and whether another is under way. */
	readonly ours: {
		readonly report: RunReport | null;
		readonly program: string | null;
		readonly profile: ProfileName | null;
		readonly running: boolean;
	};
	/** Starts our own run, where there is none of the program as it stands. */
	readonly onRunOurs: () => void;
}

export interface OnCPythonParts {
	readonly button: ReactNode;
	readonly panel: ReactNode;
}

const NOTHING: OnCPythonParts = { button: null, panel: null };

export function useOnCPython(settings: Settings): OnCPythonParts {
	const { enabled, program, profile, locale, ours, onRunOurs } = settings;
	const [asked, setAsked] = useState<Asked | null>(null);
	const [Panel, setPanel] = useState<ComponentType<OnCPythonProps> | "absent" | null>(null);
	const words = WORDS[locale];

	const ask = () => {
		setAsked({ program, profile });
		if (!ours.running && (ours.program !== program || ours.profile !== profile)) onRunOurs();
		import("./OnCPython").then(
			(module) => setPanel(() => module.default),
			() => setPanel("absent"),
		);
	};

	if (!enabled) return NOTHING;
	const button = (
		<button type="button" className="hwp-button" onClick={ask}>
			{words.run}
		</button>
	);
	if (asked === null || Panel === null) return { button, panel: null };
	if (Panel === "absent") {
		return {
			button,
			panel: (
				<p className="hwp-notice" role="alert">
					{words.absent}
				</p>
			),
		};
	}
	const same = ours.program === asked.program && ours.profile === asked.profile;
	const panel = (
		<Panel
			asked={asked}
			ours={same ? ours.report : null}
			oursRuns={ours.running}
			locale={locale}
			onAgain={ask}
			onClose={() => setAsked(null)}
		/>
	);
	return { button, panel };
}
