"use client";

import { useId } from "react";
import type { PublicChoice, PublicShort } from "@/exercises/types";
import { useItemAnswer } from "../answers/useAnswers";
import { useLocale, useText } from "../i18n/LocaleProvider";
import Player from "../player/Player";
import { fileOf } from "./file-name";
import styles from "./items.module.css";
import { Question } from "./Question";

/**
 * An answer that is locked before the program runs. The program is a listing until then, and a player afterwards: who
 * has committed to a prediction sees more in the run.
 */
export function Predict({ item }: { readonly item: PublicChoice | PublicShort }) {
	const text = useText().item;
	const locale = useLocale();
	const { answered, pending } = useItemAnswer(item.id);
	const heading = useId();
	const locked = answered !== null || (pending !== null && pending.delivery.kind !== "refused");
	return (
		<>
			<section className={styles.predict} aria-labelledby={heading}>
				<h2 id={heading}>{answered === null ? text.predict : text.predictDone}</h2>
				<Question item={item} label={null} submitLabel={text.lock} repeatable={false} listProgram={!locked} />
			</section>
			{locked && item.program !== null && (
				<div className="wide">
					<Player source={item.program} title={fileOf(item.id)} locale={locale} mode="program" />
				</div>
			)}
		</>
	);
}
