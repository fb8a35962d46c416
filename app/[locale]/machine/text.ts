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
		lead: "The programs on these pages run in a machine written for this course. It compiles Python to CPython's bytecode and keeps CPython's reference counts, its order of freeing, and its collector's phases. What it does not model, it does not show: a program that uses it stops there, with the feature and the line.",
		sections: [
			{
				heading: "Left out, and refused by name",
				points: [
					"Modules other than `gc`, `sys` and `weakref`; of these, the parts that the lessons use.",
					"Coroutines (`async`, `await`), exception groups (`except*`), type parameters, complex numbers, `__prepare__` and the keywords of metaclasses; `eval()`, `exec()` and `compile()`.",
					"Files, sockets, threads, processes, `input()`: a program here reads nothing and reaches nothing.",
				],
			},
			{
				heading: "Different, and why",
				points: [
					"`id()` gives a number that behaves as CPython's does (the same while the object lives, perhaps used again afterwards), but not the same number: no address exists here.",
					"Sizes are those of 64-bit CPython. The memory of the machine itself, a page of JavaScript, has nothing to do with them.",
					"Time passes with the instructions executed, and hashes are those of `PYTHONHASHSEED=0`: the same program runs the same way every time.",
					"The heap that a program starts on is a declared constant for each version. What your own interpreter has imported by then differs from machine to machine.",
					"A run ends at a limit of instructions, of bytes and of output, with a notice. CPython would go on.",
				],
			},
			{
				heading: "Not modelled at all",
				points: [
					"The free-threaded build, where a count has two fields and changes atomically.",
					"The just-in-time compiler and the caches of the adaptive interpreter, beyond what a program can see of them.",
					"`malloc`, arenas and pools: when an object is freed, the machine says so; whether the operating system gets its memory back, it does not claim to know.",
					"Extension modules, and with them references that C code borrows or keeps.",
				],
			},
			{
				heading: "How it is checked",
				points: [
					"Programs are run on CPython 3.13 and their output recorded, `sys.getrefcount` and `gc.collect()` among it; the machine runs the same programs and must print the same. Where it does not, it is the machine that is wrong.",
				],
			},
		],
	},
	"zh-CN": {
		title: "这台机器没有模拟什么",
		description: "运行课程程序的这台机器在哪些地方与 CPython 不同，又省略了什么。",
		lead: "页面上的程序运行在为本课程写的一台机器里。它把 Python 编译成 CPython 的字节码，引用计数、释放的顺序、回收器的各个阶段都与 CPython 相同。没有模拟的东西，它就不显示：程序用到了，便停在那里，并说明是哪个功能、在哪一行。",
		sections: [
			{
				heading: "省略的，遇到时会报出名字",
				points: [
					"`gc`、`sys`、`weakref` 以外的模块；这三个模块也只有课程用到的部分。",
					"协程（`async`、`await`）、异常组（`except*`）、类型参数、复数、`__prepare__` 以及元类的关键字参数；`eval()`、`exec()` 和 `compile()`。",
					"文件、网络、线程、进程、`input()`：这里的程序什么也读不到，什么也够不着。",
				],
			},
			{
				heading: "不同的，以及原因",
				points: [
					"`id()` 给出的数与 CPython 的行为一致（对象活着时不变，之后可能被再次使用），但数值不同：这里没有地址。",
					"大小以 64 位 CPython 为准，与这台机器自身（一个 JavaScript 页面）占用的内存无关。",
					"时间随执行的指令流逝，哈希值取 `PYTHONHASHSEED=0`：同一段程序，每次运行都一样。",
					"程序开始时的堆，每个版本各是一个声明好的常量；你自己的解释器此时导入了什么，各台机器并不相同。",
					"指令数、字节数或输出达到上限时，运行会中止并给出提示。CPython 会继续运行。",
				],
			},
			{
				heading: "完全没有模拟的",
				points: [
					"自由线程构建：那里的计数分成两个字段，以原子操作增减。",
					"即时编译器，以及自适应解释器的缓存中程序看不见的部分。",
					"`malloc`、arena 和 pool：对象被释放时，机器会说出来；内存是否还给了操作系统，它不作断言。",
					"扩展模块，以及 C 代码借用或持有的引用。",
				],
			},
			{
				heading: "怎样核对",
				points: [
					"程序在 CPython 3.13 上运行，输出被记录下来，其中包括 `sys.getrefcount` 和 `gc.collect()` 的结果；机器运行同样的程序，必须打印同样的内容。不一致时，错的是机器。",
				],
			},
		],
	},
};
