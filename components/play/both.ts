import { PROFILES, type ProfileName } from "../../engine/profiles";

/** The Pythons that the playground offers: also the one that lessons do not, with a word on what is known of it. */
export const BOTH: readonly ProfileName[] = Object.values(PROFILES).map(({ name }) => name);
