"use client";
/** Beside the textbook: CPython's collector on the same heap, and counting alone. */
import { useMemo } from "react";
import type { ObjectName } from "../../../engine/questions";
import type { Seen } from "../collector/seen";
import { titleOf } from "../names";
import { formatBytes } from "../strings";
import type { ViewsProps } from "../Views";
import { Chips } from "./Chips";
import { comparisonOf } from "./comparison";
import { TEXTBOOK_STRINGS } from "./strings";
import type { Textbook } from "./use-textbook";

interface BesideProps extends Pick<ViewsProps, "locale" | "selected" | "onSelect"> {
	readonly textbook: Textbook;
	readonly seen: Seen | null;
}

export function Beside({ textbook, seen, locale, selected, onSelect }: BesideProps) {
	const words = TEXTBOOK_STRINGS[locale];
	const { mark, whatIf, heap, counting } = textbook;
	const generation = seen?.generation ?? null;
	const { found, onlyTextbook, onlyCPython, finalizers, tooOld } = useMemo(
		() => comparisonOf(mark, whatIf, heap, generation),
		[mark, whatIf, heap, generation],
	);
	const list = (said: string, objects: readonly ObjectName[]) =>
		objects.length === 0 ? null : (
			<>
				<p>{said}</p>
				<Chips
					objects={objects.map((object) => ({ serial: object.serial, title: titleOf(object) }))}
					words={words}
					selected={selected}
					onSelect={onSelect}
				/>
			</>
		);
	const others = Math.max(0, whatIf.counts.already - found.length);
	const same = onlyTextbook.length === 0 && onlyCPython.length === 0;
	return (
		<div className="hwt-beside">
			<section role="group" aria-label={words.cpython} data-side="cpython">
				<h3 className="hwt-title">{words.cpython}</h3>
				{found.length === 0 ? <p>{words.findsNothing}</p> : null}
				{list(seen === null ? words.waits : words.finds(found.length, others), found)}
				{same && found.length > 0 ? <p>{words.same}</p> : null}
				{list(words.onlyTextbook, onlyTextbook)}
				{list(words.onlyCPython, onlyCPython)}
				{list(words.finalizers, finalizers)}
				{generation === null ? null : list(words.tooOld(generation), tooOld)}
			</section>
			<section role="group" aria-label={words.counting} data-side="counting">
				<h3 className="hwt-title">{words.counting}</h3>
				<p>
					<strong className="hwt-not">{words.notCPython}</strong>{" "}
					{counting.leaked.length === 0
						? words.leaksNothing
						: words.leaks(counting.leaked.length + counting.leakedOmitted, others, formatBytes(counting.bytes))}
				</p>
				{counting.leaked.length === 0 ? null : (
					<Chips
						objects={counting.leaked.map((object) => ({
							serial: object.serial,
							title: titleOf(object),
							note: words.count(object.refcnt),
						}))}
						words={words}
						selected={selected}
						onSelect={onSelect}
					/>
				)}
			</section>
		</div>
	);
}
