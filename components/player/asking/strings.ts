/** What the panel of the selected object says, in each language. Sentences are made of parts: see parts.ts. */
import type { Locale } from "../../../exercises/types";
import { grouped } from "../../grouped";
import { code, type Named, object, type Part, say, toStep } from "./parts";

type Sentence = readonly Part[];

export interface AskingStrings {
	readonly close: string;
	readonly facts: (count: string, where: string) => string;
	readonly inMidst: string;
	readonly notYet: string;
	readonly failed: string;
	readonly questions: string;
	readonly whyAlive: string;
	readonly whyFreed: string;
	readonly whatRetained: string;
	readonly referredBy: (count: number) => string;
	readonly noReferences: string;
	readonly refersTo: string;
	readonly more: (count: number) => string;
	readonly weakly: Sentence;
	readonly heldByMachine: (count: number) => string;
	/** A reference as an item of the list: who holds it, and through what. */
	readonly held: (holder: Named | null, label: Sentence) => Sentence;
	readonly takeAway: string;
	readonly pick: (words: string) => string;
	readonly aliveThrough: string;
	readonly withoutIt: string;
	readonly throughItself: string;
	readonly cannotGo: string;
	// Why alive
	readonly reachable: (it: Named) => Sentence;
	readonly link: (label: Sentence, to: Named) => Sentence;
	readonly linkOfHolder: (label: Sentence, to: Named) => Sentence;
	readonly cycle: (it: Named, start: Named) => Sentence;
	readonly fromCycle: string;
	readonly dying: string;
	readonly unknown: (refcnt: number) => string;
	readonly absent: string;
	// What freed it
	readonly lineOf: (line: number) => string;
	readonly stepOf: (step: number) => string;
	readonly ended: (of: Ended) => Sentence;
	readonly ownerDied: (owner: Named, label: Sentence, next: Named) => Sentence;
	readonly foundByCollector: (generation: number, called: boolean, step: number) => Sentence;
	readonly heldByGarbage: (generation: number, called: boolean, step: number) => Sentence;
	readonly beforeThat: (step: number) => string;
	// What if
	readonly without: (count: number) => string;
	readonly putBack: string;
	readonly nothingDies: string;
	readonly byCount: (count: number) => string;
	readonly byCollector: (count: number, alone: boolean) => string;
	readonly already: (count: number) => string;
	readonly noCard: (count: number) => string;
	readonly finalizers: (count: number) => string;
	readonly callbacks: (count: number) => string;
	// Retained
	readonly retains: (objects: number, bytes: string) => string;
	readonly retainsItself: (bytes: string) => string;
	readonly retainsByCollector: (count: number) => string;
	readonly retainsGarbage: string;
	readonly retainsShown: string;
	// Ways
	readonly ways: string;
	readonly change: string;
	readonly previousChange: string;
	readonly nextChange: string;
	readonly birth: string;
	readonly death: string;
	readonly searching: (step: number) => string;
	readonly stopSearch: string;
	readonly noEarlier: string;
	readonly noLater: string;
	readonly neverDies: string;
	readonly toBefore: string;
}

export interface Ended {
	/** What lost its last reference: the object, or the first of those that held it. */
	readonly of: Named;
	readonly instruction: string;
	/** Empty: none of the program's own. */
	readonly function: string;
	readonly line: number;
	readonly reference: Sentence;
	readonly step: number;
}

const objects = (count: number): string => (count === 1 ? "1 object" : `${count} objects`);

const en: AskingStrings = {
	close: "Let go of the selection",
	facts: (count, where) => `count ${count} · ${where}`,
	inMidst: "In the midst of a step: the answers tell of the moment before its line ran.",
	notYet: "It is not born yet at this step.",
	failed: "This could not be answered.",
	questions: "Questions",
	whyAlive: "Why alive?",
	whyFreed: "What freed it?",
	whatRetained: "What does it retain?",
	referredBy: (count) => (count === 1 ? "Its count: 1 reference" : `Its count: ${count} references`),
	noReferences: "No reference leads to it.",
	refersTo: "It refers to",
	more: (count) => `and ${count} more`,
	weakly: ["weakly, not counted: "],
	heldByMachine: (count) =>
		count === 1 ? "and 1 that the machine holds for a moment" : `and ${count} that the machine holds for a moment`,
	held: (holder, label) => (holder === null ? label : say`${object(holder)} ${label}`),
	pick: (words) => `Point out on the graph: ${words}`,
	aliveThrough: "Alive through it",
	withoutIt: "What if it went?",
	throughItself:
		"The shortest way to the holder leads through the object itself: this reference alone would not keep it.",
	takeAway: "What if it went? Tick a reference to take it away in thought.",
	cannotGo: "cannot be taken away",
	reachable: (it) => say`References lead to ${object(it)} from a root, so it is alive:`,
	link: (label, to) => say`${label} refers to ${object(to)}`,
	linkOfHolder: (label, to) => say`its ${label} refers to ${object(to)}`,
	cycle: (it, start) =>
		it.serial === start.serial
			? say`It is garbage: no root leads to ${object(it)}. A cycle keeps it until the collector comes:`
			: say`It is garbage: no root leads to ${object(it)}. The cycle of ${object(start)} keeps it until the collector comes:`,
	fromCycle: "and from there:",
	dying: "It is being deallocated at this moment.",
	unknown: (refcnt) => `Its count is ${refcnt}, and no reference of the program’s accounts for it.`,
	absent: "It is not there at this step.",
	lineOf: (line) => `line ${line}`,
	stepOf: (step) => `step ${step}`,
	ended: ({ of, instruction, function: name, line, reference, step }) =>
		name === ""
			? say`In ${toStep(step, `step ${step}`)}, at line ${line}, the last reference to ${object(of)} ended: ${reference}.`
			: say`In ${toStep(step, `step ${step}`)}, line ${line}, ${code(instruction)} in ${code(name)} ended ${reference}. It was the last reference to ${object(of)}, whose count fell to 0.`,
	ownerDied: (owner, label, next) =>
		say`As ${object(owner)} died it let go of ${label}, the last reference to ${object(next)}.`,
	foundByCollector: (generation, called, step) =>
		say`A collection of generation ${generation}, ${called ? "called by the program" : "begun because a count had passed its threshold"}, found it unreachable in ${toStep(step, `step ${step}`)}: the references that kept it came from garbage alone. The collector cleared them.`,
	heldByGarbage: (generation, called, step) =>
		say`Garbage held it. A collection of generation ${generation}, ${called ? "called by the program" : "begun because a count had passed its threshold"}, cleared that garbage in ${toStep(step, `step ${step}`)}, and then its count fell to 0.`,
	beforeThat: (step) => `To step ${step}, its last alive`,
	without: (count) => (count === 1 ? "Without this reference" : `Without these ${count} references`),
	putBack: "Put back",
	nothingDies: "Nothing would die: other references keep everything.",
	byCount: (count) => `${objects(count)} would die at once, by count, in this order:`,
	byCollector: (count, alone) =>
		alone
			? `The next full collection would find ${objects(count)}; no count would fall to 0:`
			: `The next full collection would then find ${objects(count)}:`,
	already: (count) => `Garbage already, with every reference in its place: ${objects(count)}.`,
	noCard: (count) => (count === 1 ? "1 that no card shows" : `${count} that no card shows`),
	finalizers: (count) =>
		count === 1
			? "1 finalizer would run, and may keep its object; here it does not:"
			: `${count} finalizers would run, and may keep their objects; here they do not:`,
	callbacks: (count) =>
		count === 1
			? "The callback of 1 weak reference would run:"
			: `The callbacks of ${count} weak references would run:`,
	retains: (count, bytes) => `${objects(count)}, ${bytes}, would die with it, itself included.`,
	retainsItself: (bytes) => `Itself alone, ${bytes}: nothing else would die with it.`,
	retainsByCollector: (count) =>
		count === 1 ? "1 of them only a collection would free." : `${count} of them only a collection would free.`,
	retainsGarbage: "It is garbage already: no root leads to it.",
	retainsShown: "Of the program’s own:",
	ways: "In its life",
	change: "change",
	previousChange: "Its previous change",
	nextChange: "Its next change",
	birth: "birth",
	death: "death",
	searching: (step) => `Looking, at step ${grouped(step)}`,
	stopSearch: "Stop looking",
	noEarlier: "It does not change earlier.",
	noLater: "It does not change later.",
	neverDies: "It is still alive when the run ends.",
	toBefore: "before",
};

const zh: AskingStrings = {
	close: "取消选择",
	facts: (count, where) => `计数 ${count} · ${where}`,
	inMidst: "正在一步的中间：下面的回答说的是这一行执行之前的状态。",
	notYet: "到这一步，它还没有出生。",
	failed: "这个问题没能得到回答。",
	questions: "提问",
	whyAlive: "为什么活着？",
	whyFreed: "什么释放了它？",
	whatRetained: "它留住了什么？",
	referredBy: (count) => `它的计数：${count} 个引用`,
	noReferences: "没有引用指向它。",
	refersTo: "它引用的",
	more: (count) => `另有 ${count} 项`,
	weakly: ["弱引用，不计数："],
	heldByMachine: (count) => `另有 ${count} 个由机器暂时持有`,
	held: (holder, label) => (holder === null ? label : say`${object(holder)} 的 ${label}`),
	pick: (words) => `在图上指出：${words}`,
	aliveThrough: "它怎样经由这个引用存活",
	withoutIt: "没有它会怎样",
	throughItself: "通向持有者的最短路径经过这个对象本身：单靠这个引用留不住它。",
	takeAway: "少了它会怎样？勾选一个引用，设想把它拿掉。",
	cannotGo: "不能拿掉",
	reachable: (it) => say`从根出发，沿引用能到达 ${object(it)}，所以它活着：`,
	link: (label, to) => say`${label} 引用 ${object(to)}`,
	linkOfHolder: (label, to) => say`它的 ${label} 引用 ${object(to)}`,
	cycle: (it, start) =>
		it.serial === start.serial
			? say`它是垃圾：没有根能到达 ${object(it)}。循环引用留住了它，直到回收器到来：`
			: say`它是垃圾：没有根能到达 ${object(it)}。${object(start)} 所在的循环引用留住了它，直到回收器到来：`,
	fromCycle: "再从那里出发：",
	dying: "它此刻正在被释放。",
	unknown: (refcnt) => `它的计数是 ${refcnt}，但程序里没有引用能解释这个数。`,
	absent: "这一步还没有它，或已经没有它。",
	lineOf: (line) => `第 ${line} 行`,
	stepOf: (step) => `第 ${step} 步`,
	ended: ({ of, instruction, function: name, line, reference, step }) =>
		name === ""
			? say`在${toStep(step, `第 ${step} 步`)}、第 ${line} 行，${object(of)} 的最后一个引用结束了：${reference}。`
			: say`在${toStep(step, `第 ${step} 步`)}、第 ${line} 行，${code(name)} 里的 ${code(instruction)} 结束了${reference}。这是 ${object(of)} 的最后一个引用，它的计数归零。`,
	ownerDied: (owner, label, next) =>
		say`${object(owner)} 被释放时放开了 ${label}，那是 ${object(next)} 的最后一个引用。`,
	foundByCollector: (generation, called, step) =>
		say`第 ${generation} 代的一次回收（${called ? "由程序调用" : "因计数超过阈值而开始"}）在${toStep(step, `第 ${step} 步`)}发现它不可达：留住它的引用全都来自垃圾。回收器清除了这些引用。`,
	heldByGarbage: (generation, called, step) =>
		say`引用它的是垃圾。第 ${generation} 代的一次回收（${called ? "由程序调用" : "因计数超过阈值而开始"}）在${toStep(step, `第 ${step} 步`)}清除了那些垃圾，它的计数随之归零。`,
	beforeThat: (step) => `到第 ${step} 步，它活着的最后一步`,
	without: (count) => (count === 1 ? "少了这个引用" : `少了这 ${count} 个引用`),
	putBack: "放回去",
	nothingDies: "什么都不会被释放：其他引用留住了一切。",
	byCount: (count) => `${count} 个对象会立刻因计数归零而释放，依次是：`,
	byCollector: (count, alone) =>
		alone ? `计数都不会归零；下一次完整回收会发现 ${count} 个对象：` : `随后的完整回收还会发现 ${count} 个对象：`,
	already: (count) => `引用原样不动时就已是垃圾的：${count} 个对象。`,
	noCard: (count) => `${count} 个没有卡片的`,
	finalizers: (count) => `会执行 ${count} 个终结器；它们可能把对象留下，这里按不留下计算：`,
	callbacks: (count) => `会执行 ${count} 个弱引用的回调：`,
	retains: (count, bytes) => `连它自己在内，${count} 个对象会随它释放，共 ${bytes}。`,
	retainsItself: (bytes) => `只有它自己，${bytes}：没有别的对象会随它释放。`,
	retainsByCollector: (count) => `其中 ${count} 个要等回收器才会释放。`,
	retainsGarbage: "它已经是垃圾：没有根能到达它。",
	retainsShown: "其中程序自己的：",
	ways: "它的一生",
	change: "变化",
	previousChange: "它的上一次变化",
	nextChange: "它的下一次变化",
	birth: "出生",
	death: "释放",
	searching: (step) => `正在查找，到第 ${grouped(step)} 步`,
	stopSearch: "停止查找",
	noEarlier: "它更早没有变化。",
	noLater: "它之后没有变化。",
	neverDies: "运行结束时它还活着。",
	toBefore: "之前",
};

export const ASKING: Readonly<Record<Locale, AskingStrings>> = { en, "zh-CN": zh };
