import type { Locale } from "../../../exercises/types";

interface Invite {
	/** Names the panel of the selected object. */
	readonly title: string;
	/** What it says while nothing is selected. */
	readonly words: string;
}

/** What the panel of the selected object says before anything is selected: the rest of its strings comes with the rest of it. */
export const ASK_INVITE: Readonly<Record<Locale, Invite>> = {
	en: {
		title: "The selected object",
		words: "Select an object to ask why it is alive, what freed it, or what would die without a reference.",
	},
	"zh-CN": {
		title: "选中的对象",
		words: "选中一个对象，就可以问它为什么还活着、是什么释放了它、少了某个引用会怎样。",
	},
};
