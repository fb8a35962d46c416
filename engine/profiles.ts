/** The Pythons that the machine can be: what differs between them, as data. */

export type ProfileName = "3.13" | "3.14";

export interface Profile {
	readonly name: ProfileName;
	/** `sys.version_info[:3]` */
	readonly version: readonly [number, number, number];
	/** 3.14 loads a local as a borrowed reference where `optimize_load_fast` proves that it outlives its use. */
	readonly borrowedLoads: boolean;
	/** Whether leaving a `finally` block by `return`, `break` or `continue` is warned of (PEP 765). */
	readonly finallyWarnings: boolean;
	/** 3.13 folds constants in the syntax tree, whose arena keeps them while the script runs; 3.14 in the instructions. */
	readonly foldsTree: boolean;
	/** 3.14 makes a slice whose bounds are literals once, when it compiles. */
	readonly constantSlices: boolean;
	/** Whether `all`, `any` and `tuple` of a generator expression are loops in the calling code. */
	readonly inlinesConsumers: boolean;
	/** 3.14 evaluates annotations when they are asked for (PEP 649), so that the library's may name what comes later. */
	readonly lazyAnnotations: boolean;
	/** `gc.get_threshold()` at start. */
	readonly thresholds: readonly [number, number, number];
}

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
	"3.13": {
		name: "3.13",
		version: [3, 13, 15],
		borrowedLoads: false,
		finallyWarnings: false,
		foldsTree: true,
		constantSlices: false,
		inlinesConsumers: false,
		lazyAnnotations: false,
		thresholds: [2000, 10, 10],
	},
	"3.14": {
		name: "3.14",
		version: [3, 14, 10],
		borrowedLoads: true,
		finallyWarnings: true,
		foldsTree: false,
		constantSlices: true,
		inlinesConsumers: true,
		lazyAnnotations: true,
		thresholds: [2000, 10, 10],
	},
};
