/**
 * Faults to plant in the engine, each a defect that a collector written anew could have: `search` stands exactly once in
 * the file and is replaced. The checks must notice every one (scripts/faults.mjs).
 * @typedef {{ name: string, file: string, search: string, replacement: string }} Fault
 */

/** @type {readonly Fault[]} */
export const FAULTS = [
	{
		name: "a lost decref: a finished call keeps its function",
		file: "frames.ts",
		search: "	close(func);\n	decref(code);",
		replacement: "	decref(code);",
	},
	{
		name: "a lost decref: a local stored anew keeps its old value",
		file: "loop.ts",
		search: "					const old = at(locals + arg);\n					H[locals + arg] = at(--sp);\n					close(old);",
		replacement: "					H[locals + arg] = at(--sp);",
	},
	{
		name: "a decref too many: an exception is let go as its traceback grows",
		file: "errors.ts",
		search: "	H[error + EXC_TRACEBACK] = traceback;",
		replacement: "	H[error + EXC_TRACEBACK] = traceback;\n	if (at(error) > 1) setCount(error, at(error) - 1);",
	},
	{
		name: "callbacks of weak references wait for the finalizers",
		file: "gc.ts",
		search: "	setState(frame, WEAKREF_CALLBACKS);",
		replacement: "	gcListInit(SEEN_LIST);\n	setState(frame, FINALIZERS);",
	},
	{
		name: "weak references are not cleared a second time",
		file: "gc.ts",
		search: "				clearWeakrefs(FINAL_LIST);\n",
		replacement: "",
	},
	{
		name: "weak references stay while finalizers run",
		file: "gc.ts",
		search:
			"			unlinkWeakref(w);\n			if (recording) watcher?.visit(o, w);\n			if (at(w + WR_CALLBACK) === NULL) continue;",
		replacement: "			if (at(w + WR_CALLBACK) === NULL) break;\n			unlinkWeakref(w);",
	},
	{
		name: "a weak reference that is trash itself calls back",
		file: "gc.ts",
		search: "			if ((at(w + FLAGS) & UNREACHABLE) !== 0) continue;\n",
		replacement: "",
	},
	{
		name: "resurrected objects are cleared with the rest",
		file: "gc.ts",
		search: "				deduceUnreachable(UNREACHABLE_LIST, FINAL_LIST, false);",
		replacement: "				gcListInit(FINAL_LIST);\n				gcListMerge(UNREACHABLE_LIST, FINAL_LIST);",
	},
	{
		name: "resurrected objects stay out of every generation",
		file: "gc.ts",
		search: "				gcListMerge(UNREACHABLE_LIST, old);\n",
		replacement: "				gcListInit(UNREACHABLE_LIST);\n",
	},
	{
		name: "the youngest generation is not merged",
		file: "gc.ts",
		search: "	for (let g = 0; g < generation; g++) gcListMerge(generationHead(g), young);",
		replacement: "	for (let g = 1; g < generation; g++) gcListMerge(generationHead(g), young);",
	},
	{
		name: "survivors do not grow older",
		file: "gc.ts",
		search: "		gcListMerge(young, old);\n	} else {",
		replacement: "	} else {",
	},
	{
		name: "counts of the younger generations go on",
		file: "gc.ts",
		search: "	for (let g = 0; g <= generation; g++) H[generationHead(g) + GEN_COUNT] = 0;",
		replacement: "	H[generationHead(generation) + GEN_COUNT] = 0;",
	},
	{
		name: "the older generation's count stays",
		file: "gc.ts",
		search: "		H[older + GEN_COUNT] = at(older + GEN_COUNT) + 1;",
		replacement: "		H[older + GEN_COUNT] = at(older + GEN_COUNT);",
	},
	{
		name: "a threshold off by one",
		file: "gclist.ts",
		search: "		count > threshold &&",
		replacement: "		count >= threshold &&",
	},
	{
		name: "allocations are not taken back",
		file: "gclist.ts",
		search: "	if (count > 0) H[R_GENERATIONS + GEN_COUNT] = count - 1;",
		replacement: "	if (count > 1000) H[R_GENERATIONS + GEN_COUNT] = count - 1;",
	},
	{
		name: "tuples stay tracked",
		file: "unreachable.ts",
		search: "			if (!keep) untrack(o);\n		}\n		o = next;\n	}\n}\n\n/** `untrack_dicts`",
		replacement: "		}\n		o = next;\n	}\n}\n\n/** `untrack_dicts`",
	},
	{
		name: "a tuple is untracked though its items may be in a cycle",
		file: "unreachable.ts",
		search: "				keep = item === NULL || mayBeTracked(item);",
		replacement: "				keep = item === NULL;",
	},
	{
		name: "the finalizer of one that was finalized runs again",
		file: "death.ts",
		search: "				if (finalize !== 0 && (at(o + FLAGS) & FINALIZED) === 0) {",
		replacement: "				if (finalize !== 0) {",
	},
	{
		name: "the collector forgets whom it has finalized",
		file: "gc.ts",
		search: "				H[o + FLAGS] = at(o + FLAGS) | FINALIZED;\n",
		replacement: "",
	},
	{
		name: "a poll is left out: loops do not collect",
		file: "loop.ts",
		search: "				if ((at(R_BREAKER) & BREAK_GC) !== 0 && (word & 255) === JUMP_BACKWARD) {",
		replacement: "				if ((at(R_BREAKER) & BREAK_GC) !== 0 && (word & 255) === JUMP_BACKWARD_NO_INTERRUPT) {",
	},
	{
		name: "the handled exception is not restored",
		file: "rareinstructions.ts",
		search: "			setref(at(R_EXC_STATE), previous === NONE ? NULL : previous);",
		replacement: "			close(previous);",
	},
	{
		name: "locals go in the other order",
		file: "machine.ts",
		search: "		localsClearedDownwards: false,",
		replacement: "		localsClearedDownwards: true,",
	},
	{
		name: "lists let go from their beginning",
		file: "list.ts",
		search: "	for (let i = n - 1; i >= 0; i--) decref(at(items + i));\n	freeRaw(items, capacity);",
		replacement: "	for (let i = 0; i < n; i++) decref(at(items + i));\n	freeRaw(items, capacity);",
	},
	{
		name: "tuples let go from their beginning",
		file: "layouts.ts",
		search: "			return i < n ? o + TUPLE_ITEMS + n - 1 - i : -1;",
		replacement: "			return i < n ? o + TUPLE_ITEMS + i : -1;",
	},
	{
		name: "dying lists let go from their beginning",
		file: "layouts.ts",
		search: "			return i < n ? at(o + LIST_ITEMS) + n - 1 - i : -1;",
		replacement: "			return i < n ? at(o + LIST_ITEMS) + i : -1;",
	},
	{
		name: "an object does not count for its class's cycle",
		file: "traversal.ts",
		search: "		visitInstance(o, visit);\n		visit(type);\n	}\n	const layout",
		replacement: "		visitInstance(o, visit);\n	}\n	const layout",
	},
	{
		name: "closures are not traversed",
		file: "traversal.ts",
		search: "		FUNC_DICT,\n		FUNC_CLOSURE,\n		FUNC_ANNOTATIONS,",
		replacement: "		FUNC_DICT,\n		FUNC_ANNOTATIONS,",
	},
	{
		name: "resting generators are not traversed",
		file: "traversal.ts",
		search: "		if (block !== 0) visitFrame(block, visit);",
		replacement: "		if (block < 0) visitFrame(block, visit);",
	},
	{
		name: "a dying generator is not closed",
		file: "generators.ts",
		search: "	return state === GEN_SUSPENDED || state === GEN_CREATED ? closeGenerator(o) : NONE;",
		replacement: "	return state === GEN_SUSPENDED && at(o) > 1 ? closeGenerator(o) : NONE;",
	},
	{
		name: "frozen objects are collected",
		file: "gcmodule.ts",
		search: "		gcListMerge(generationHead(g), PERMANENT_LIST);\n",
		replacement: "",
	},
	{
		name: "a weak reference without callback is made anew",
		file: "weaklist.ts",
		search: "		if (asked === WEAKREF && basicRef !== NULL) return incref(basicRef);\n",
		replacement: "",
	},
	{
		name: "the newest callback is called last",
		file: "weaklist.ts",
		search: "	linkWeakref(w, o, prev);",
		replacement:
			"	let last = prev;\n	for (let other = prev === NULL ? at(weakWord(o)) : at(prev + WR_NEXT); other !== NULL; other = at(other + WR_NEXT)) last = other;\n	linkWeakref(w, o, last);",
	},
	{
		name: "a called weak reference is held twice",
		file: "weaklist.ts",
		search: "		H[next++] = incref(w);",
		replacement: "		H[next++] = incref(incref(w));",
	},
	{
		name: "instances never let go their class",
		file: "death.ts",
		search: "				if (position !== 0) endGuarded();\n				decref(o);",
		replacement: "				if (position !== 0) endGuarded();",
	},
	{
		name: "what the collector cleared counts as uncollected",
		file: "gc.ts",
		search: "				H[frame + W_COLLECTED] = at(frame + W_COLLECTED) + gcListSize(FINAL_LIST);",
		replacement: "				H[frame + W_COLLECTED] = at(frame + W_COLLECTED) + gcListSize(FINAL_LIST) - 1;",
	},
	{
		name: "clearing drops the last reference before the object is held",
		file: "gc.ts",
		search:
			"				incref(o);\n				if (recording) setCleared(o);\n				clearObject(o);\n				if (recording) setCleared(NULL);\n				decref(o);",
		replacement: "				clearObject(o);",
	},
];
