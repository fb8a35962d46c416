"use client";
/** "Share this step": copies a link that holds program, Python, step and view, and shows it with what else can be done with it. */
import { useEffect, useRef, useState } from "react";
import type { Locale } from "../../exercises/types";
import { Dialog } from "../player/Dialog";
import { embedHtml, embedLink, playLink } from "./addresses";
import { fragmentOf, type Shared } from "./fragment";
import type { PlayStrings } from "./strings";

interface ShareProps {
	/** What is shown at the moment of the click. */
	readonly shared: Shared;
	readonly locale: Locale;
	readonly strings: PlayStrings;
}

/** What is being shared: null is the fragment of a program that is too long. */
interface Made {
	readonly shared: Shared;
	readonly fragment: string | null;
	readonly copied: boolean;
}

async function copyText(text: string): Promise<boolean> {
	try {
		// Not there on plain http.
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}

export function Share({ shared, locale, strings }: ShareProps) {
	const [made, setMade] = useState<Made | null>(null);
	const share = async () => {
		const fragment = await fragmentOf(shared);
		const copied = fragment !== null && (await copyText(playLink(locale, fragment)));
		setMade({ shared, fragment, copied });
	};
	return (
		<>
			<button type="button" className="hwp-button" onClick={() => void share()}>
				{strings.share}
			</button>
			{made === null ? null : (
				<ShareDialog made={made} locale={locale} strings={strings} onClose={() => setMade(null)} />
			)}
		</>
	);
}

interface DialogProps {
	readonly made: Made;
	readonly locale: Locale;
	readonly strings: PlayStrings;
	readonly onClose: () => void;
}

function ShareDialog({ made, locale, strings, onClose }: DialogProps) {
	const { fragment, shared, copied } = made;
	return (
		<Dialog title={strings.share} close={strings.close} className="play-share" onClose={onClose}>
			{fragment === null ? (
				<p role="status">{strings.tooLong}</p>
			) : (
				<>
					<p>
						{strings.linkHolds(shared.profile, shared.place?.step ?? null)} {strings.linkPrivacy}
					</p>
					<Copyable label={strings.link} text={playLink(locale, fragment)} copied={copied} strings={strings} />
					<h4>{strings.embed}</h4>
					<p>{strings.embedHelp}</p>
					<Copyable
						label="HTML"
						text={embedHtml(embedLink(locale, fragment), strings.embedTitle)}
						copied={null}
						strings={strings}
					/>
				</>
			)}
		</Dialog>
	);
}

interface CopyableProps {
	readonly label: string;
	readonly text: string;
	/** Whether it has been copied already; null where that was not tried. */
	readonly copied: boolean | null;
	readonly strings: PlayStrings;
}

/** A text to take along: a button where the browser lets pages copy, and a field to select in any case. */
function Copyable({ label, text, copied: atFirst, strings }: CopyableProps) {
	const field = useRef<HTMLTextAreaElement>(null);
	const [copied, setCopied] = useState(atFirst);
	useEffect(() => {
		if (copied !== false) return;
		field.current?.focus();
		field.current?.select();
	}, [copied]);
	const copy = async () => {
		setCopied(null);
		setCopied(await copyText(text));
	};
	return (
		<div className="play-copyable">
			<textarea
				ref={field}
				readOnly
				rows={2}
				aria-label={label}
				value={text}
				spellCheck={false}
				onFocus={(event) => event.currentTarget.select()}
			/>
			<p>
				<button type="button" className="hwp-button" onClick={() => void copy()}>
					{strings.copy}
				</button>
				<span role="status">{copied === null ? "" : copied ? strings.copied : strings.notCopied}</span>
			</p>
		</div>
	);
}
