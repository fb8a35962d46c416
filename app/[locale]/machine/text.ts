import type { Locale } from "@/exercises/types";

/** What the machine is, and where it is not CPython, in one language. Code stands between backticks. */
export interface MachineText {
	readonly title: string;
	readonly description: string;
	readonly lead: string;
	readonly sections: readonly { readonly heading: string; readonly points: readonly string[] }[];
}

export const MACHINE: Readonly<Record<Locale, MachineText>> = {
	en: {
		title: "What the machine does not model",
		description: "Where the machine that runs the course's programs differs from CPython, and what it leaves out.",
		lead: "The programs on these pages run in a machine written for this course. It compiles Python to CPython's bytecode and keeps CPython's reference counts, its order of freeing, and its collector's phases. What it does not model, it does not show: a program that uses it stops there, with the feature and the line, or with Python's own error for a name that is not there.",
		sections: [
			{
				heading: "Left out, and refused by name",
				points: [
					"Coroutines (`async`, `await`) and 3.14's t-strings.",
					"`open()`, `breakpoint()` and `help()`: a program here reads nothing and reaches nothing. `input()` finds the end of its input. A thread that is started runs to its end at once; one that would have to wait for another is refused.",
					"Smaller things: a `memoryview` of more than one dimension, of `ctypes` all but what reads a count, and a few places where code of CPython's library would call yours and the machine cannot yet.",
				],
			},
			{
				heading: "Missing, with Python's own error",
				points: [
					"Modules for files, networks, processes and databases, and others far from memory: a `ModuleNotFoundError` that says so. What such a lesson imports is there, most of it CPython's own code: `collections`, `functools`, `contextlib`, `dataclasses`, `enum`, `typing`, `copy`, `random`, `json`, `re`, `unittest` and about a hundred more.",
					"A program that catches these errors goes on, where in CPython nothing would have failed.",
				],
			},
			{
				heading: "Different, and why",
				points: [
					"`id()` gives a number that behaves as CPython's does (the same while the object lives, used again where CPython's free lists would use it), but not the same number: no address exists here.",
					"`sys.getsizeof` follows 64-bit CPython. A dict that was copied after it had shrunk, and code objects in 3.14, may be a few bytes off. The memory of the machine itself, a page of JavaScript, has nothing to do with it.",
					"There is no clock and no chance: time passes with the work that is done, an unseeded `random` begins the same way every time, and hashes are those of `PYTHONHASHSEED=0`. The same program runs the same way every time.",
					"A program starts on the same heap every time, and no collection has run yet. Your own interpreter has imported more by then, so `gc.get_objects()`, `gc.get_stats()` and the first automatic collection differ.",
					"An automatic collection starts where CPython's does, to the allocation, for nearly everything that was compared; after `eval`, `dir()`, `locals()` or a class pattern it may be one or two allocations early or late.",
					"A run ends at a limit of instructions, of bytes and of output, with a notice. CPython would go on.",
				],
			},
			{
				heading: "3.13 and 3.14",
				points: [
					"Every player runs its program as 3.13 or as 3.14, which stands for 3.14.5 and later; the playground compares the two. The machine counts as 3.14 does, borrowed local variables included, and prints what 3.14 prints for all recorded programs about counts, weak references and the collector.",
					"Fewer programs have been compared with 3.14 than with 3.13, so lessons begin as 3.13.",
				],
			},
			{
				heading: "Not modelled at all",
				points: [
					"The free-threaded build, where a count has two fields and changes atomically, and the just-in-time compiler.",
					"How much room is left in CPython's own stack: a very deep recursion may end a little earlier or later here.",
					"`malloc`, arenas and pools: when an object is freed, the machine says so; whether the operating system gets its memory back, it does not claim to know.",
					"Extension modules, and with them references that C code borrows or keeps.",
				],
			},
			{
				heading: "How it is checked",
				points: [
					"Programs are run on CPython 3.13 and 3.14 and their output recorded, `sys.getrefcount` and `gc.collect()` among it; the machine runs the same programs and must print the same. Where it does not, it is the machine that is wrong.",
					"CPython's own tests of `gc`, `weakref` and `WeakSet` run here too, those that need no threads, processes or C.",
					"The programs of the lessons run as 3.13, and their outputs are checked this way.",
				],
			},
		],
	},
	"zh-CN": {
		title: "这台机器没有模拟什么",
		description: "运行课程程序的这台机器在哪些地方与 CPython 不同，又省略了什么。",
		lead: "页面上的程序运行在为本课程写的一台机器里。它把 Python 编译成 CPython 的字节码，引用计数、释放的顺序、回收器的各个阶段都与 CPython 相同。没有模拟的东西，它就不显示：程序用到了，便停在那里，并说明是哪个功能、在哪一行；若只是缺一个名字，则是 Python 自己的错误。",
		sections: [
			{
				heading: "省略的，遇到时会报出名字",
				points: [
					"协程（`async`、`await`），以及 3.14 的 t 字符串。",
					"`open()`、`breakpoint()`、`help()`：这里的程序什么也读不到，什么也够不着。`input()` 遇到的是输入的末尾。启动的线程会立刻一直运行到结束；若要等待别的线程，则会被拒绝。",
					"一些小处：多于一维的 `memoryview`，`ctypes` 里除读取计数以外的部分，以及少数 CPython 库代码要回头调用你的代码、而机器还做不到的地方。",
				],
			},
			{
				heading: "没有的，遇到时是 Python 自己的错误",
				points: [
					"文件、网络、进程、数据库等与内存相距较远的模块：`ModuleNotFoundError`，消息里会说明。这类课程会导入的都在，而且大多是 CPython 自己的代码：`collections`、`functools`、`contextlib`、`dataclasses`、`enum`、`typing`、`copy`、`random`、`json`、`re`、`unittest`，另有约一百个。",
					"程序若捕获了这些错误，就会继续运行；在 CPython 里本来什么也不会出错。",
				],
			},
			{
				heading: "不同的，以及原因",
				points: [
					"`id()` 给出的数与 CPython 的行为一致（对象活着时不变，CPython 的空闲列表会重用的地方也会重用），但数值不同：这里没有地址。",
					"`sys.getsizeof` 以 64 位 CPython 为准。缩小之后再复制的字典，以及 3.14 的代码对象，可能差几个字节。它与这台机器自身（一个 JavaScript 页面）占用的内存无关。",
					"这里没有时钟，没有随机：时间随所做的工作前进，未设种子的 `random` 每次都同样开始，哈希值取 `PYTHONHASHSEED=0`。同一段程序，每次运行都一样。",
					"程序每次都从同样的堆开始，还没有做过一次回收。你自己的解释器此时已经导入了更多东西，所以 `gc.get_objects()`、`gc.get_stats()` 和第一次自动回收会有差别。",
					"自动回收开始的位置，在几乎所有比较过的程序里都与 CPython 相同，精确到一次分配；在 `eval`、`dir()`、`locals()` 或类模式之后，可能早或晚一两次分配。",
					"指令数、字节数或输出达到上限时，运行会中止并给出提示。CPython 会继续运行。",
				],
			},
			{
				heading: "3.13 与 3.14",
				points: [
					"每个播放器都可以把程序当作 3.13 或 3.14 来运行，试验场还能比较两者；3.14 指 3.14.5 及以后的版本。机器按 3.14 的方式计数，包括借用的局部变量；所有录下的关于计数、弱引用和回收器的程序，打印得都与 3.14 相同。",
					"与 3.14 比较过的程序少于 3.13，所以课程开始时以 3.13 运行。",
				],
			},
			{
				heading: "完全没有模拟的",
				points: [
					"自由线程构建（那里的计数分成两个字段，以原子操作增减），以及即时编译器。",
					"CPython 自己的栈还剩多少空间：很深的递归在这里可能稍早或稍晚结束。",
					"`malloc`、arena 和 pool：对象被释放时，机器会说出来；内存是否还给了操作系统，它不作断言。",
					"扩展模块，以及 C 代码借用或持有的引用。",
				],
			},
			{
				heading: "怎样核对",
				points: [
					"程序在 CPython 3.13 和 3.14 上运行，输出被记录下来，其中包括 `sys.getrefcount` 和 `gc.collect()` 的结果；机器运行同样的程序，必须打印同样的内容。不一致时，错的是机器。",
					"CPython 自己对 `gc`、`weakref` 和 `WeakSet` 的测试，凡不需要线程、进程或 C 的，也在这里运行。",
					"课程里的程序按 3.13 运行，它们的输出都这样核对过。",
				],
			},
		],
	},
};
