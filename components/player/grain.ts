/** How far one step along a run goes. */
export type Grain = "line" | "instruction" | "event" | "phase" | "visit";

export const GRAINS: readonly Grain[] = ["line", "instruction", "event", "phase", "visit"];
