import { apart } from "../../apart";

/** The card of folded objects, which comes with the first run that has some. */
export const FOLD_CARD = apart(() => import("./FoldCard").then((module) => module.FoldCard));
