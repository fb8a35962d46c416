/** Python programs made at random, for tests of the layout on real runs: objects are made, linked, unlinked, dropped, collected. */
import { seeded } from "./random-run.fixture";

const HEAD = `import gc
from _weakref import ref

class Node:
    def __init__(self, name):
        self.name = name

class Box:
    def __init__(self):
        self.items = []

    def put(self, thing):
        self.items.append(thing)
        return thing

def deep(n, thing):
    local = [thing]
    if n > 0:
        return deep(n - 1, local)
    return local
`;

const NAMES = ["a", "b", "c", "d", "e_longer_name", "f"];
const FIELDS = ["next", "partner", "owner", "a_rather_long_field", "left", "right"];

/** A program of so many lines beside its head; with `many`, some of its containers get more items than are drawn. */
export function randomProgram(seed: number, lines: number, many: boolean): string {
	const pick = seeded(seed);
	const name = () => NAMES[pick(NAMES.length)] ?? "a";
	const field = () => FIELDS[pick(FIELDS.length)] ?? "next";
	const body: string[] = NAMES.map((each, at) => `${each} = Node(${at})`);
	for (let line = 0; line < lines; line++) {
		const [x, y] = [name(), name()];
		const choices = [
			`${x} = Node("n${line}")`,
			`${x} = Box()`,
			`${x} = [${y}, Node(${line})]`,
			`${x} = {"k": ${y}, ${line}: [${line}]}`,
			`${x} = (${y}, [${x}])`,
			`${x} = None`,
			`${x} = ${y}`,
			`if isinstance(${x}, Node): ${x}.${field()} = ${y}`,
			`if isinstance(${x}, Node): ${x}.${field()} = Node(${line})`,
			`if isinstance(${x}, Box): ${x}.put(${y})`,
			`if isinstance(${x}, Box): ${x}.items.clear()`,
			`if isinstance(${x}, Node): ${y} = ref(${x})`,
			`${x} = deep(${pick(12)}, ${y})`,
			`if isinstance(${x}, Node): ${x}.__dict__.clear()`,
			"gc.collect()",
			...(many
				? [
						`${x} = [Node(i) for i in range(${20 + pick(40)})]`,
						`${x} = Box()\nfor i in range(${30 + pick(30)}): ${x}.put(Node(i)).owner = ${x}`,
						`for i in range(${30 + pick(20)}): ${x} = [${x}]`,
						`${x} = {i: [i] for i in range(${20 + pick(30)})}`,
					]
				: []),
		];
		body.push(choices[pick(choices.length)] ?? "pass");
	}
	return `${HEAD}\n${body.join("\n")}\n`;
}
