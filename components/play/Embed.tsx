"use client";
/** The player alone, for a frame on somebody else's page. Its program is in the fragment; it keeps nothing. */
import { useCallback, useEffect, useState } from "react";
import { useLocale } from "../i18n/LocaleProvider";
import Player, { type Showing } from "../player/Player";
import type { Place } from "../player/place";
import { fragmentOf, type Opened, openFragment, type Shared } from "./fragment";
import "./play.css";

import { PLAY_STRINGS } from "./strings";

/** The link to the playground follows the player, but not each step of one that plays. */
const LINK_PACE = 300;

export function Embed() {
	const locale = useLocale();
	const strings = PLAY_STRINGS[locale];
	const [opened, setOpened] = useState<{ readonly serial: number; readonly what: Opened } | null>(null);
	useEffect(() => {
		let over = false;
		const open = async () => {
			const what = await openFragment(location.hash);
			if (!over) setOpened((before) => ({ serial: (before?.serial ?? 0) + 1, what }));
		};
		const onHash = () => void open();
		onHash();
		addEventListener("hashchange", onHash);
		return () => {
			over = true;
			removeEventListener("hashchange", onHash);
		};
	}, []);
	if (opened === null) return <div className="play-embed" />;
	const { what, serial } = opened;
	if (what.kind === "shared") return <Embedded key={serial} shared={what.shared} />;
	return (
		<div className="play-embed">
			<p className="play-notice play-warning" role="status">
				{what.kind === "none" ? strings.embedEmpty : strings[what.kind]}
			</p>
			<p>
				<a href={`/${locale}/play`} target="_blank" rel="noopener">
					{strings.openHere}
				</a>
			</p>
		</div>
	);
}

function Embedded({ shared }: { readonly shared: Shared }) {
	const locale = useLocale();
	const strings = PLAY_STRINGS[locale];
	const [text, setText] = useState(shared.source);
	const [arrival, setArrival] = useState<Place | null>(shared.place);
	const [showing, setShowing] = useState<Showing>(shared);
	const [fragment, setFragment] = useState("");
	const place = useCallback((now: Showing) => setShowing(now), []);
	const arrived = useCallback(() => setArrival(null), []);
	useEffect(() => {
		let over = false;
		const timer = setTimeout(async () => {
			const made = await fragmentOf({ ...showing, source: text });
			if (!over) setFragment(made ?? "");
		}, LINK_PACE);
		return () => {
			over = true;
			clearTimeout(timer);
		};
	}, [text, showing]);
	return (
		<div className="play-embed">
			<h2 className="spoken">{strings.player}</h2>
			<Player
				source={shared.source}
				profile={shared.profile}
				view={shared.view}
				locale={locale}
				mode="program"
				autoRun={shared.place !== null}
				showAt={arrival ?? "end"}
				onReport={arrived}
				onPlace={place}
				onSourceChange={setText}
				tools={
					<a
						className="hwp-button"
						href={`/${locale}/play${fragment === "" ? "" : `#${fragment}`}`}
						target="_blank"
						rel="noopener"
					>
						{strings.openHere}
					</a>
				}
			/>
		</div>
	);
}
