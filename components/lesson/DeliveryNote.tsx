"use client";

import type { Delivery } from "../answers/client";
import { useText } from "../i18n/LocaleProvider";
import styles from "./items.module.css";

/** Where an answer is on its way to the server, and what to do about it. Goes into a live region of its item. */
export function DeliveryNote({ delivery, sendNow }: { readonly delivery: Delivery; readonly sendNow: () => void }) {
	const { item, failure } = useText();
	switch (delivery.kind) {
		case "sending":
			return <p className={styles.note}>{item.sending}…</p>;
		case "waiting":
			return (
				<div className={styles.note} data-tone="waiting">
					<p>
						{delivery.message ?? failure[delivery.why]} {delivery.kept ? item.waiting : item.unkept}
					</p>
					<button type="button" className="button" onClick={sendNow}>
						{item.sendNow}
					</button>
				</div>
			);
		case "refused":
			return (
				<p className={styles.note} data-tone="refused">
					{item.refused} {delivery.message ?? (delivery.status === 413 ? failure.tooLarge : failure.unknown)}
				</p>
			);
	}
}
