/** Classes of a random program: finalizers of all tempers, slots, inheritance, metaclasses, special methods. */
import type { ClassFacts, Writer } from "./writer";

/** What a `__del__` does besides telling that it runs. */
function finalizer(w: Writer): void {
	const { random } = w;
	w.block("def __del__(self):", () => {
		if (random.chance(0.85)) w.line(`print("del", self.name)`);
		const n = random.weighted([
			[5, 0],
			[4, 1],
			[1, 2],
		]);
		for (let i = 0; i < n; i++) {
			random.weighted<() => void>([
				[3, () => w.line("kept.append(self)")],
				[2, () => w.line("kept.append(self.name)")],
				[2, () => w.line("print(getrefcount(self))")],
				[1, () => w.line("print(gc.is_tracked(self), gc.is_finalized(self))")],
				[1, () => w.line("gc.collect()")],
				[1, () => w.line("print(gc.collect())")],
				[1, () => w.line("self.p = None")],
				[1, () => w.line("self.q = self")],
				[1, () => w.line(`kept.append(Plain("late"))`)],
				[1, () => w.line(`Plain("brief")`)],
				[1, () => w.line("kept.clear()")],
				[w.has("unraisable") ? 1.5 : 0, () => w.line("raise ValueError(self.name)")],
				[1, () => w.line(`print(getattr(self, "p", None) is self)`)],
			])();
		}
	});
}

const METHODS: readonly (readonly [string, (w: Writer) => void])[] = [
	["__eq__", (w) => w.block("def __eq__(self, other):", () => eqBody(w))],
	[
		"__lt__",
		(w) =>
			w.block("def __lt__(self, other):", () => {
				if (w.random.chance(0.3)) w.line("print(getrefcount(self), getrefcount(other))");
				w.line("return self.name < other.name");
			}),
	],
	["__len__", (w) => w.block("def __len__(self):", () => w.line("return getrefcount(self) % 3"))],
	[
		"__getitem__",
		(w) =>
			w.block("def __getitem__(self, key):", () => {
				w.line("if key == 3:");
				w.line("    raise IndexError(key)");
				w.line(w.random.pick(["return self.p", "return getrefcount(self)", "return [self, key]"]));
			}),
	],
	["__call__", (w) => w.block("def __call__(self, *args):", () => callBody(w))],
	[
		"__enter__",
		(w) => {
			w.block("def __enter__(self):", () => w.line(w.random.pick(["return self", "return getrefcount(self)"])));
			w.block("def __exit__(self, kind, value, tb):", () => {
				w.line(
					w.random.pick([
						"print(kind is None, getrefcount(self))",
						"self.p = value",
						"print(getrefcount(value), getrefcount(tb))",
					]),
				);
				w.line(w.random.pick(["return True", "return False", "return None"]));
			});
		},
	],
	[
		"__iter__",
		(w) =>
			w.block("def __iter__(self):", () => {
				w.line(w.random.pick(["yield getrefcount(self)", "yield self.name", "yield self"]));
				w.line("yield self.name");
			}),
	],
	["__bool__", (w) => w.block("def __bool__(self):", () => w.line("return getrefcount(self) > 3"))],
	["__add__", (w) => w.block("def __add__(self, other):", () => w.line("return [self, other]"))],
	["__getattr__", (w) => w.block("def __getattr__(self, name):", () => getattrBody(w))],
	["__setattr__", (w) => w.block("def __setattr__(self, name, value):", () => setattrBody(w))],
	["me", (w) => w.block("def me(self):", () => w.line("return getrefcount(self)"))],
	["itself", (w) => w.block("def itself(self):", () => w.line("return self"))],
	[
		"held",
		(w) => {
			w.line("@property");
			w.block("def held(self):", () => w.line(w.random.pick(["return getrefcount(self)", "return self"])));
		},
	],
	[
		"make",
		(w) => {
			w.line("@classmethod");
			w.block("def make(cls, name):", () => w.line("return cls(name)"));
		},
	],
	[
		"count",
		(w) => {
			w.line("@staticmethod");
			w.block("def count(x):", () => w.line("return getrefcount(x)"));
		},
	],
];

function eqBody(w: Writer): void {
	if (w.random.chance(0.2)) w.line(w.random.pick(["print(getrefcount(self))", "kept.append(1)", "gc.collect()"]));
	w.line("return self is other");
}
function callBody(w: Writer): void {
	w.line(w.random.pick(["print(getrefcount(self), getrefcount(args))", "print(len(args))", "kept.append(args)"]));
	w.line(w.random.pick(["return self", "return args", "return getrefcount(self)"]));
}
function getattrBody(w: Writer): void {
	w.line(`if name.startswith("__"):`);
	w.line("    raise AttributeError(name)");
	w.line(w.random.pick(["return None", "return getrefcount(self)", "return [self]"]));
}
function setattrBody(w: Writer): void {
	if (w.random.chance(0.5)) w.line("print(getrefcount(self), getrefcount(value))");
	w.line("object.__setattr__(self, name, value)");
}

/**
 * Objects of one set are met in the order of their hashes, so these must not be addresses: where a program has sets of
 * objects, they hash by name.
 */
function hashByName(w: Writer): void {
	if (w.has("sets")) w.block("def __hash__(self):", () => w.line("return hash(self.name)"));
}

/** The class that finalizers make objects of. Every program has it. */
export function plainClass(w: Writer): void {
	w.block("class Plain:", () => {
		w.block("def __init__(self, name, p=None):", () => {
			w.line("self.name = name");
			w.line("self.p = p");
		});
		hashByName(w);
		w.block("def __del__(self):", () => w.line(`print("gone", self.name)`));
	});
	w.classes.push({
		name: "Plain",
		attributes: ["p", "q", "x"],
		hasDict: true,
		weakrefs: true,
		methods: new Set(),
	});
}

/** A class with a constructor that takes a name, and attributes `name`, `p` and `q`. */
export function classDefinition(w: Writer): void {
	const { random } = w;
	const name =
		random.pick(["Node", "Box", "Item", "Leaf", "Cell", "Link"]) + (w.classes.length > 1 ? w.classes.length : "");
	const parent = w.classes.length > 1 && random.chance(0.35) ? random.pick(w.classes.slice(1)) : null;
	const builtin =
		parent === null && w.has("builtinBases") && random.chance(0.15) ? random.pick(["list", "dict", "set"]) : null;
	const slots = random.chance(0.3);
	const slotDict = slots && random.chance(0.3);
	const slotWeak = slots && (random.chance(0.6) || builtin !== null);
	const meta = parent === null && builtin === null && w.has("metaclass") && random.chance(0.1);
	if (meta) {
		w.block(`class Meta${w.classes.length}(type):`, () => {
			if (random.chance(0.5)) w.block("def __call__(cls, *args):", () => w.line("return super().__call__(*args)"));
			if (random.chance(0.4)) w.block("def __del__(cls):", () => w.line(`print("class gone", cls.__name__)`));
		});
	}
	const bases = parent?.name ?? builtin ?? (meta ? `metaclass=Meta${w.classes.length}` : "");
	const methods = new Set(parent?.methods ?? []);
	w.block(`class ${name}${bases === "" ? "" : `(${bases})`}:`, () => {
		if (slots) {
			const own = parent === null ? [`"name"`, `"p"`, `"q"`] : [`"extra"`];
			if (slotDict && !(parent?.hasDict ?? builtin !== null)) own.push(`"__dict__"`);
			if (slotWeak && !(parent?.weakrefs ?? builtin === "set")) own.push(`"__weakref__"`);
			w.line(`__slots__ = (${own.join(", ")},)`);
		}
		if (parent === null || random.chance(0.3)) {
			w.block("def __init__(self, name, p=None):", () => {
				if (parent !== null && random.chance(0.6)) w.line("super().__init__(name)");
				w.line("self.name = name");
				w.line("self.p = p");
				if (random.chance(0.3)) w.line("self.q = self");
				if (random.chance(0.1)) w.line("print(getrefcount(self), getrefcount(name))");
			});
		}
		if (parent === null) hashByName(w);
		if (random.chance(0.7)) finalizer(w);
		const n = random.weighted([
			[4, 0],
			[3, 1],
			[3, 2],
			[1, 4],
		]);
		for (let i = 0; i < n; i++) {
			const [method, write] = random.pick(METHODS);
			if (methods.has(method)) continue;
			write(w);
			methods.add(method);
			if (method === "__eq__" && random.chance(0.8))
				w.line(`__hash__ = ${w.has("sets") ? "Plain.__hash__" : "object.__hash__"}`);
		}
	});
	const hasDict = !slots || slotDict || (parent?.hasDict ?? builtin !== null);
	w.classes.push({
		name,
		attributes: hasDict ? ["p", "q", "x", "y"] : ["p", "q"],
		hasDict,
		weakrefs: !slots || slotWeak || (parent?.weakrefs ?? builtin === "set"),
		methods,
	} satisfies ClassFacts);
}
