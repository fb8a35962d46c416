const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** Every text of the pages and of the lesson's parts, in English. The player keeps its own beside itself. */
export const en = {
	site: {
		name: "Heapwise",
		title: "Heapwise: how Python keeps and frees memory",
		description:
			"Lessons on Python's memory management. Every program runs in the page, in a machine that shows each reference counted and each object freed.",
	},
	shell: {
		skip: "Skip to the text",
		home: "Heapwise, contents",
		crumbs: "You are here",
		machine: "What the machine does not model",
		contents: "Contents",
		play: "Playground",
		footer:
			"The machine is a model of CPython 3.13, checked against the real one. It runs in this page and sends nothing anywhere; only answers go to the server.",
		footerLabel: "About this site",
	},
	map: {
		heading: "How Python keeps and frees memory",
		lead: "CPython frees most objects the moment nothing refers to them, and a second mechanism looks for the ones that refer to each other. This course shows both at work: every program on these pages runs, forwards and backwards, with each reference counted before your eyes.",
		figureTitle:
			"Two objects of type Node refer to each other through their field partner. The names a and b are struck through. Each count is 1.",
		figureCaption:
			"After `del a, b` each node still has a count of one, and the one that holds it is held by it. Counting alone keeps both for ever.",
		play: "Or try a program of your own",
		contents: "Contents",
		chapter: (number: number) => `Chapter ${number}`,
		minutes: (n: number) => plural(n, "minute", "minutes"),
		empty: "No lessons are installed. Put them under content/ and build again.",
		basis:
			"The course follows an article on Python's garbage collection, claim by claim, and checks each claim on CPython.",
	},
	lesson: {
		kicker: (chapter: number, lesson: number) => `Chapter ${chapter} · lesson ${lesson}`,
		next: "Next lesson",
		previous: "Previous lesson",
		last: "That was the last lesson that exists so far.",
		backToContents: "Back to the contents",
		around: "Lessons before and after",
	},
	/** What is drawn in the browser too. It goes there with the page, so it is plain data: see template.ts. */
	live: {
		tools: {
			/** The name of the other language, in that language. */
			otherLanguage: "中文",
			switchLanguage: "用中文阅读",
			toDark: "Use the dark theme",
			toLight: "Use the light theme",
			progress: "{percent}% of the course done",
			progressUnknown: "Progress is not loaded yet",
		},
		map: {
			start: "Begin with the first lesson",
			resume: "Go on with “{title}”",
			again: "Every lesson is done. Read any of them again.",
			done: "done",
			doneOf: "{done} of {total} done",
			notBegun: "not begun",
		},
		lesson: {
			keep: "To keep",
			claim: { says: "The article says", number: "claim {n}", see: "See it run" },
			verdict: {
				true: "True.",
				imprecise: "Not quite.",
				"half-false": "Half of it is false.",
				false: "Not in CPython.",
			},
		},
		item: {
			predict: "Before you run it",
			predictDone: "Your prediction",
			lock: "Lock my answer",
			exercise: "Exercise",
			quiz: "Questions",
			question: "Question {n} of {total}",
			several: "Several may be right.",
			answer: "Answer",
			again: "Answer again",
			yourAnswer: "Your answer",
			right: "Right",
			wrong: "Not right",
			partly: "Partly right",
			chosen: "your answer",
			isRight: "right",
			isWrong: "not right",
			accepted: "Accepted",
			chooseFirst: "Choose an answer first.",
			writeFirst: "Write an answer first.",
			sending: "Sending your answer",
			waiting: "Not sent yet. It is kept in this browser and goes out by itself when the server answers again.",
			unkept:
				"Not sent yet, and this browser does not let the page keep it: leave this tab open until the server answers again.",
			sendNow: "Try now",
			refused: "The server did not take this answer.",
			noProgress: "Your earlier answers could not be loaded. New answers are still kept and sent.",
			attempts: { one: "{n} attempt", many: "{n} attempts" },
			output: "What the program prints",
			goal: "What the run must show",
			goalIdle: "Run the program to check them.",
			goalStale: "The program has changed since it ran.",
			submit: "Submit",
			submitHint: "The server runs it once more, in the same machine; that run is the one that counts.",
			passed: "passed",
			failed: "not yet",
			unchecked: "not checked",
			found: "Found",
			serverRun: "The server's run",
			serverPassed: "Every check passed on the server too.",
			serverFailed: {
				one: "{n} check did not pass on the server.",
				many: "{n} checks did not pass on the server.",
			},
			serverOutput: "What it printed there",
			submittedEarlier: "of what you submitted; the program has changed since",
			nothingPrinted: "It printed nothing.",
		},
		failure: {
			network: "The server cannot be reached.",
			server: "The server had a fault. Nothing of yours is lost.",
			busy: "The server is busy. The answer goes out again in a moment.",
			tooLarge: "The answer is too long for the server to take.",
			unknown: "The server gave no reason.",
		},
	},
	notFound: {
		title: "Nothing refers to this page",
		text: "Its address may have been mistyped, or the page has been freed since. The contents list every page that is still alive.",
		link: "Go to the contents",
	},
} as const;

/** The shape that every language must fill: the same keys, the same parameters. */
export type Dictionary = Widen<typeof en>;

type Widen<T> = T extends string
	? string
	: T extends (...args: infer A) => string
		? (...args: A) => string
		: { readonly [K in keyof T]: Widen<T[K]> };
