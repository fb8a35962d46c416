/**
 * The words and states of a consumer's frame (consumers.ts). They stand apart because modules that import each other
 * compute their own from these while they are loaded.
 */

/** The iterator and five more owned references, then the iterable (borrowed), then plain words. */
export const C_ITERATOR = 0;
export const C_OWNED = 1;
export const C_ITERABLE = 6;
export const C_OWN = 7;
/** The state in which the next item is asked for. */
export const C_FETCH = 2;
/** States from here on are the consumer's own. */
export const C_STATE = 8;
