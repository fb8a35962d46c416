import { expect, it } from "vitest";
import { record } from "../dist/recording.mjs";

/** Lists in all generations that grow, die, are tracked no more, and are moved by collections. */
const PROGRAM = `import gc
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next
nodes = []
head = None
for i in range(1500):
    head = Node([i], head)
    nodes.append(head)
    if i % 7 == 0:
        nodes[i // 2].value = {"i": (i, [])}
    if i % 5 == 0 and i > 100:
        nodes[i - 100].value = ()
    if i % 400 == 399:
        gc.collect(i // 400 % 3)
for i in range(0, 1500, 3):
    nodes[i].value = None
    nodes[i].next = None
del nodes[::2]
gc.collect()
`;

it("is the same whether stretches of the lists are known or gone through", () => {
	const recording = record(PROGRAM);
	const { steps } = recording.summary;
	const figures = (step: number, limit: number) => {
		const { generations, bytes, folded, alive } = recording.stateAt(step, { limit });
		return { generations, bytes, folded, alive };
	};
	let seen = 0;
	for (let i = 0; i < 60; i++) {
		const step = (i * 7919) % (steps + 1);
		// With room for every object each is looked at.
		const all = figures(step, 10_000);
		expect(figures(step, 5)).toEqual(all);
		expect(figures(step, 5)).toEqual(all);
		const back = Math.max(0, step - 1);
		const short = figures(back, 5);
		expect(short).toEqual(figures(back, 10_000));
		seen = Math.max(seen, all.generations[2].size);
	}
	expect(seen).toBeGreaterThan(1000);
});
