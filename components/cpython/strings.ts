/** The words of "Run on CPython". */
import type { ProfileName } from "../../engine/profiles";
import type { Locale } from "../../exercises/types";
import { grouped } from "../grouped";
import { RUN_SECONDS } from "./framed-run";
import { OUTPUT_CHARACTERS } from "./messages";

export interface CPythonStrings {
	readonly region: (version: string) => string;
	/** What it is, after its name. */
	readonly what: (pyodide: string) => string;
	readonly looking: string;
	readonly loading: (loaded: number, total: number) => string;
	readonly starting: string;
	readonly running: (seconds: number) => string;
	readonly stop: string;
	readonly close: string;
	readonly again: string;
	readonly stopped: string;
	readonly time: string;
	readonly full: string;
	readonly absent: string;
	readonly broke: string;
	/** Over the lines of both. */
	readonly stdout: string;
	/** The name of such a region, which the player has too: landmarks need names of their own. */
	readonly compared: (title: string) => string;
	/** While it runs. */
	readonly output: string;
	readonly stderr: string;
	readonly noOutput: string;
	readonly same: (lines: number) => string;
	readonly sameSoFar: (lines: number) => string;
	readonly sameNothing: string;
	readonly differs: (lines: number) => string;
	readonly addresses: (lines: number) => string;
	readonly status: (ours: number, theirs: number) => string;
	readonly waiting: string;
	readonly nothingToCompare: string;
	readonly ours: string;
	readonly theirs: string;
	readonly line: string;
	readonly mark: string;
	readonly marks: Readonly<Record<"same" | "address" | "differs", string>>;
	readonly noLine: string;
	readonly equalLines: (count: number) => string;
	readonly moreLines: (count: number) => string;
	readonly why: string;
	/** With `code` between backquotes. */
	readonly reasons: (profile: ProfileName, python: string) => readonly string[];
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
const lines = (count: number): string => (count === 1 ? "1 line" : `${grouped(count)} lines`);

const en: CPythonStrings = {
	region: (version) => `CPython ${version}`,
	what: (pyodide) =>
		`the real one, compiled for the browser (Pyodide ${pyodide}), in a frame that can reach nothing else`,
	looking: "Asking for CPython.",
	loading: (loaded, total) => `Loading CPython: ${megabytes(loaded)} of ${megabytes(total)} MB`,
	starting: "CPython is starting.",
	running: (seconds) => `The program runs on CPython: ${seconds} of ${RUN_SECONDS} s at most.`,
	stop: "Stop",
	close: "Close",
	again: "Run on CPython again",
	stopped: "Stopped.",
	time: `Ended: a program may take ${RUN_SECONDS} seconds here.`,
	full: `Ended: a program may print ${grouped(OUTPUT_CHARACTERS)} characters here.`,
	absent: "CPython could not be loaded. Nothing ran; try again when the network is back.",
	broke: "CPython did not survive this program, or did not start in this browser. It said:",
	stdout: "Output",
	compared: (title) => `${title}, compared`,
	output: "Output of CPython",
	stderr: "Error output",
	noOutput: "It printed nothing.",
	same: (count) => `CPython printed the same, line for line: ${lines(count)}.`,
	sameSoFar: (count) => `As far as both ran, CPython printed the same: ${lines(count)}.`,
	sameNothing: "Neither printed anything.",
	differs: (count) => `${count === 1 ? "1 line differs" : `${grouped(count)} lines differ`}.`,
	addresses: (count) => `${count === 1 ? "1 line has" : `${grouped(count)} lines have`} other addresses.`,
	status: (ours, theirs) => `Exit status ${ours} here, ${theirs} on CPython.`,
	waiting: "Our own run is still under way.",
	nothingToCompare: "There is no finished run of ours to compare this with.",
	ours: "Heapwise",
	theirs: "CPython",
	line: "line",
	mark: "compared",
	marks: { same: "equal", address: "equal but for addresses", differs: "differs" },
	noLine: "no such line",
	equalLines: (count) => `${lines(count)} equal`,
	moreLines: (count) => `and ${lines(count)} more`,
	why: "What this CPython cannot tell",
	reasons: (profile, python) => [
		"It is built for 32 bits. Sizes (`sys.getsizeof`), hashes, and so the order of a set of texts, are not those of a usual 64-bit build; neither is `sys.maxsize`.",
		"Addresses and `id()` are never those of another run. Where nothing but an address after 0x differs, a line counts as equal.",
		"The count of an immortal object, such as `None` or a small number, is written differently in 32 bits.",
		`Pyodide has brought modules of its own before the program begins. What counts all objects, such as \`len(gc.get_objects())\`, sees them too, and a collection that starts by itself may start some objects earlier or later.`,
		profile === "3.14"
			? `It is ${python}, whose collector is incremental. We show 3.14.5 and later, which went back to generations: what \`gc.collect()\` returns, \`gc.get_count()\` and when a collection starts differ.`
			: `It is ${python}. Later releases of 3.13, which we follow, mended a few counts and the callbacks of weak references made while an object dies.`,
		"Its library is of that release too, and ours of the later ones: what these mended, such as `3 in` a class of flags, is as it was, and lines of the library in a traceback can be others. A few modules are left out of it. There is nothing to read from: `input()` finds the end of the file.",
	],
};

const zh: CPythonStrings = {
	region: (version) => `CPython ${version}`,
	what: (pyodide) => `真正的 CPython，为浏览器编译（Pyodide ${pyodide}），在一个接触不到其他任何东西的框架里运行`,
	looking: "正在查询 CPython。",
	loading: (loaded, total) => `正在载入 CPython：${megabytes(loaded)} / ${megabytes(total)} MB`,
	starting: "CPython 正在启动。",
	running: (seconds) => `程序正在 CPython 上运行：${seconds} 秒，最多 ${RUN_SECONDS} 秒。`,
	stop: "停止",
	close: "关闭",
	again: "再次在 CPython 上运行",
	stopped: "已停止。",
	time: `已中止：在这里程序最多运行 ${RUN_SECONDS} 秒。`,
	full: `已中止：在这里程序最多输出 ${grouped(OUTPUT_CHARACTERS)} 个字符。`,
	absent: "CPython 没能载入，什么也没有运行。等网络恢复后再试。",
	broke: "CPython 在这个程序里崩溃了，或者没能在这个浏览器里启动。它留下的话：",
	stdout: "输出",
	compared: (title) => `${title}（比较）`,
	output: "CPython 的输出",
	stderr: "错误输出",
	noOutput: "它什么也没有输出。",
	same: (count) => `CPython 的输出逐行相同：共 ${grouped(count)} 行。`,
	sameSoFar: (count) => `在两边都运行到的地方，CPython 的输出相同：共 ${grouped(count)} 行。`,
	sameNothing: "两边都没有输出。",
	differs: (count) => `${grouped(count)} 行不同。`,
	addresses: (count) => `${grouped(count)} 行只有地址不同。`,
	status: (ours, theirs) => `退出状态：这里是 ${ours}，CPython 上是 ${theirs}。`,
	waiting: "我们自己的运行还没有结束。",
	nothingToCompare: "我们这边没有运行完的结果可以比较。",
	ours: "Heapwise",
	theirs: "CPython",
	line: "行",
	mark: "比较",
	marks: { same: "相同", address: "仅地址不同", differs: "不同" },
	noLine: "没有这一行",
	equalLines: (count) => `${grouped(count)} 行相同`,
	moreLines: (count) => `另有 ${grouped(count)} 行`,
	why: "这个 CPython 说不准的事",
	reasons: (profile, python) => [
		"它按 32 位编译。对象大小（`sys.getsizeof`）、哈希值，以及由此决定的文本集合的顺序，都和常见的 64 位版本不同；`sys.maxsize` 也不同。",
		"地址和 `id()` 在两次运行之间从不相同。一行里如果只有 0x 之后的地址不同，就算作相同。",
		"`None`、小整数这类不朽对象的计数，在 32 位版本里写法不同。",
		"程序开始之前，Pyodide 已经带进来一些自己的模块。清点全部对象的做法，例如 `len(gc.get_objects())`，也会数到它们；自动触发的回收也可能早或晚几个对象。",
		profile === "3.14"
			? `它是 ${python}，回收器是增量式的。我们展示的是 3.14.5 及以后的版本，那里又回到了分代：\`gc.collect()\` 的返回值、\`gc.get_count()\` 和回收的时机因此不同。`
			: `它是 ${python}。我们依照的是 3.13 的后续版本，其中修正了少数计数，以及对象释放期间创建的弱引用的回调。`,
		"它的标准库也停在那个版本，我们的则取自后续版本：后来修正的地方（例如对标志类求 `3 in`）仍是旧的结果，回溯里标准库的行也可能不同。标准库里还有几个模块没有带上。也没有可读的输入：`input()` 会直接遇到文件末尾。",
	],
};

export const STRINGS: Readonly<Record<Locale, CPythonStrings>> = { en, "zh-CN": zh };
