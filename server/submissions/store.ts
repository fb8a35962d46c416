import type { Answer, AnsweredItem, AnswerRequest, Grade, Review } from "@/exercises/types";
import type { Submission } from "@/prisma/generated/sqlite/client";
import { Prisma } from "@/prisma/generated/sqlite/client";
import type { Database } from "../database";
import { Refusal } from "../http/refusal";

/** Submissions and what is counted from them. The one place that writes either. */

export interface Graded {
	readonly grade: Grade;
	readonly review: Review;
	readonly exerciseHash: string;
	readonly engineVersion: string;
}

interface Totals {
	readonly attempts: number;
	readonly solved: boolean;
}

/**
 * What was stored under this person's key, or null. Throws a Refusal where the key is another answer's: the same key
 * with other content is a fault of the sender's, and must not be taken for the answer it names.
 */
export async function findStored(db: Database, userId: string, request: AnswerRequest): Promise<AnsweredItem | null> {
	const submission = await db.submission.findUnique({
		where: { userId_key: { userId, key: request.key } },
		include: { user: { select: { progress: { where: { item: request.item } } } } },
	});
	if (submission === null) return null;
	if (submission.item !== request.item || submission.answer !== JSON.stringify(request.answer)) {
		throw new Refusal("key-reused");
	}
	const totals = submission.user.progress[0];
	if (totals === undefined) throw new Error(`submission ${submission.id} was stored without its progress`);
	return answered(submission, totals);
}

/**
 * Adds a submission and counts it, both or neither. Once this returns, both are on the disk. The same key again, also
 * at the same moment, stores nothing and returns what stands under it.
 */
export async function storeSubmission(
	db: Database,
	userId: string,
	request: AnswerRequest,
	graded: Graded,
): Promise<AnsweredItem> {
	try {
		return await db.$transaction(async (tx) => {
			const submission = await tx.submission.create({
				data: {
					userId,
					item: request.item,
					key: request.key,
					locale: request.locale,
					answer: JSON.stringify(request.answer),
					credit: graded.grade.credit,
					correct: graded.grade.correct,
					review: JSON.stringify(graded.review),
					exerciseHash: graded.exerciseHash,
					engineVersion: graded.engineVersion,
				},
			});
			const totals = await tx.itemProgress.upsert({
				where: { userId_item: { userId, item: request.item } },
				create: { userId, item: request.item, attempts: 1, solved: submission.correct, latestId: submission.id },
				update: {
					attempts: { increment: 1 },
					latestId: submission.id,
					...(submission.correct ? { solved: true } : {}),
				},
			});
			return answered(submission, totals);
		});
	} catch (error) {
		if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
		const stored = await findStored(db, userId, request);
		if (stored === null) throw error;
		return stored;
	}
}

/** The latest answer to each item that this person has answered. */
export async function latestAnswers(db: Database, userId: string): Promise<readonly AnsweredItem[]> {
	const rows = await db.itemProgress.findMany({
		where: { userId },
		include: { latest: true },
		orderBy: { item: "asc" },
	});
	return rows.map((row) => answered(row.latest, row));
}

function answered(submission: Submission, totals: Totals): AnsweredItem {
	return {
		item: submission.item,
		// Both were written by storeSubmission from values of these types.
		answer: JSON.parse(submission.answer) as Answer,
		grade: { credit: submission.credit, correct: submission.correct },
		review: JSON.parse(submission.review) as Review,
		attempts: totals.attempts,
		solved: totals.solved,
		at: submission.createdAt.toISOString(),
	};
}
