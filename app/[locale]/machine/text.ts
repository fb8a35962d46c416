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
					"Coroutines (`async`, `await`), an `except*` that has an exception to handle, type parameters and `type` statements, `__prepare__`, `__mro_entries__`, and keywords in a class statement with a metaclass.",
					"`eval()`, `exec()`, `compile()`, `open()`, `input()`, `memoryview()`, `breakpoint()`, `help()`: a program here reads nothing and reaches nothing.",
					"Smaller things: `print` to a file other than `sys.stdout` and `sys.stderr`, the debug flags of `gc` other than `DEBUG_SAVEALL`, `%` on bytes, a format spec for a complex number, the frame of a generator that rests.",
				],
			},
			{
				heading: "Missing, with Python's own error",
				points: [
					"Modules other than `gc`, `sys`, `weakref` and `builtins`: a `ModuleNotFoundError` that says so. `from __future__` is among them.",
					"Parts of these modules: of `weakref` there is `ref`, and how many and which references an object has; `proxy`, `finalize` and the weak containers are an `AttributeError`.",
					"Some builtin names, such as `bytearray`, `ExceptionGroup` and `FileNotFoundError`: a `NameError`. `list[int]` and `int | str`: a `TypeError`.",
					"A program that catches these errors goes on, where in CPython nothing would have failed.",
				],
			},
			{
				heading: "Different, and why",
				points: [
					"`id()` gives a number that behaves as CPython's does (the same while the object lives, perhaps used again afterwards), but not the same number: no address exists here.",
					"`sys.getsizeof` follows 64-bit CPython for numbers, strings, lists, tuples, dicts and plain instances, but not yet for classes, functions, generators, exceptions, sets of more than a few items, the `__dict__` of an instance, some classes with `__slots__`, subclasses of builtin types, or a `__sizeof__` of the program's own; nor for what 3.14 changed. The memory of the machine itself, a page of JavaScript, has nothing to do with it.",
					"There is no clock and no chance, and hashes are those of `PYTHONHASHSEED=0`: the same program runs the same way every time.",
					"A program starts on the same heap every time: five modules, and no collection has run yet. Your own interpreter has imported more by then, so `gc.get_objects()`, `gc.get_stats()` and the first automatic collection differ.",
					"A collection that starts by itself may start an allocation or two earlier or later than in CPython. What it then does is the same.",
					"A run ends at a limit of instructions, of bytes and of output, with a notice. CPython would go on.",
				],
			},
			{
				heading: "Why there is no 3.14 to choose yet",
				points: [
					"CPython 3.14 mostly lends a local variable to the instruction that uses it; here each use counts, as in 3.13. `sys.getrefcount` inside a function, of a local or a parameter, is then one higher, or more with each caller that passes it on.",
					"A tuple of plain values is tracked until the first collection, as in 3.13, and an instance's attributes are released first to last; CPython 3.14 does neither.",
					"Annotations are evaluated where they stand, as in 3.13; t-strings are a `SyntaxError`; `return` in a `finally` gives no warning.",
				],
			},
			{
				heading: "Not modelled at all",
				points: [
					"The free-threaded build, where a count has two fields and changes atomically.",
					"The just-in-time compiler, and the adaptive interpreter. In CPython, code that has run often may hold one reference fewer while it runs: `sys.getrefcount(self)` inside a `__getitem__` drops by one there, and stays here.",
					"`malloc`, arenas and pools: when an object is freed, the machine says so; whether the operating system gets its memory back, it does not claim to know.",
					"Extension modules, and with them references that C code borrows or keeps.",
				],
			},
			{
				heading: "How it is checked",
				points: [
					"Programs are run on CPython 3.13 and 3.14 and their output recorded, `sys.getrefcount` and `gc.collect()` among it; the machine runs the same programs and must print the same. Where it does not, it is the machine that is wrong; most that still differ use something missing from it.",
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
					"协程（`async`、`await`）、真正要处理异常的 `except*`、类型参数和 `type` 语句、`__prepare__`、`__mro_entries__`，以及带元类的类语句里的关键字参数。",
					"`eval()`、`exec()`、`compile()`、`open()`、`input()`、`memoryview()`、`breakpoint()`、`help()`：这里的程序什么也读不到，什么也够不着。",
					"一些小处：`print` 到 `sys.stdout`、`sys.stderr` 以外的文件，`gc` 的调试标志（`DEBUG_SAVEALL` 除外），对 bytes 用 `%`，复数的格式说明，停着的生成器的帧。",
				],
			},
			{
				heading: "没有的，遇到时是 Python 自己的错误",
				points: [
					"`gc`、`sys`、`weakref`、`builtins` 以外的模块：`ModuleNotFoundError`，消息里会说明。`from __future__` 也在其中。",
					"这些模块的一部分：`weakref` 里有 `ref`，能查一个对象有几个、有哪些弱引用；`proxy`、`finalize` 和弱引用容器是 `AttributeError`。",
					"有些内置名字，例如 `bytearray`、`ExceptionGroup`、`FileNotFoundError`：`NameError`。`list[int]` 和 `int | str`：`TypeError`。",
					"程序若捕获了这些错误，就会继续运行；在 CPython 里本来什么也不会出错。",
				],
			},
			{
				heading: "不同的，以及原因",
				points: [
					"`id()` 给出的数与 CPython 的行为一致（对象活着时不变，之后可能被再次使用），但数值不同：这里没有地址。",
					"`sys.getsizeof` 对数、字符串、列表、元组、字典和普通实例以 64 位 CPython 为准；对类、函数、生成器、异常、超过几个元素的集合、实例的 `__dict__`、一部分用 `__slots__` 的类、内置类型的子类、程序自己写的 `__sizeof__`，以及 3.14 改动的部分，还不一致。它与这台机器自身（一个 JavaScript 页面）占用的内存无关。",
					"这里没有时钟，没有随机，哈希值取 `PYTHONHASHSEED=0`：同一段程序，每次运行都一样。",
					"程序每次都从同样的堆开始：五个模块，还没有做过一次回收。你自己的解释器此时已经导入了更多东西，所以 `gc.get_objects()`、`gc.get_stats()` 和第一次自动回收会有差别。",
					"自动开始的回收，可能比 CPython 早或晚一两次分配；回收本身做的事是一样的。",
					"指令数、字节数或输出达到上限时，运行会中止并给出提示。CPython 会继续运行。",
				],
			},
			{
				heading: "为什么还不能选 3.14",
				points: [
					"CPython 3.14 大多把局部变量借给使用它的指令；这里和 3.13 一样，每次使用都计数。因此在函数里对局部变量或参数用 `sys.getrefcount`，会多出一，经几层调用者传递就再多几个。",
					"只装普通值的元组在第一次回收之前一直被跟踪，实例的属性从第一个起依次释放，都和 3.13 一样；CPython 3.14 两样都不是。",
					"注解在所在之处求值，和 3.13 一样；t 字符串是 `SyntaxError`；`finally` 里的 `return` 没有警告。",
				],
			},
			{
				heading: "完全没有模拟的",
				points: [
					"自由线程构建：那里的计数分成两个字段，以原子操作增减。",
					"即时编译器，以及自适应解释器。在 CPython 里，运行过多次的代码在运行时可能少持有一个引用：`__getitem__` 里的 `sys.getrefcount(self)` 会因此少一，在这里不变。",
					"`malloc`、arena 和 pool：对象被释放时，机器会说出来；内存是否还给了操作系统，它不作断言。",
					"扩展模块，以及 C 代码借用或持有的引用。",
				],
			},
			{
				heading: "怎样核对",
				points: [
					"程序在 CPython 3.13 和 3.14 上运行，输出被记录下来，其中包括 `sys.getrefcount` 和 `gc.collect()` 的结果；机器运行同样的程序，必须打印同样的内容。不一致时，错的是机器；还不一致的程序，多数用到了这里没有的东西。",
					"课程里的程序按 3.13 运行，它们的输出都这样核对过。",
				],
			},
		],
	},
};
