import { openDatabase } from "../database";

/**
 * A process of its own for tests of the database: `count URL USER TIMES` reads and then writes one row in that many
 * transactions; `write URL USER` adds submissions until it is killed, and names each on stdout once it is acknowledged.
 */
const [mode, url = "", userId = "", times = "0"] = process.argv.slice(2);
const db = openDatabase(url);
const submission = {
	userId,
	item: "a/b/c",
	locale: "en",
	answer: "{}",
	credit: 1,
	correct: true,
	review: "{}",
	exerciseHash: "",
	engineVersion: "",
};

if (mode === "count") {
	for (let i = 0; i < Number(times); i++) {
		await db.$transaction(async (tx) => {
			const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
			await tx.user.update({ where: { id: userId }, data: { name: String(Number(user.name) + 1) } });
		});
	}
	await db.$disconnect();
} else {
	const write = async (writer: number) => {
		for (let i = 0; ; i++) {
			const key = `${writer}-${i}`;
			await db.submission.create({ data: { ...submission, key } });
			process.stdout.write(`${key}\n`);
		}
	};
	await Promise.all([0, 1, 2, 3].map(write));
}
