import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/**
 * Gives a browser its guest: the one it already has, or a new one. Callable by the server only, with no address of its
 * own, so that the one way to become a row in the database is to answer something.
 */
export function guestPlugin() {
	return {
		id: "heapwise-guest",
		schema: {
			user: {
				fields: { browserKey: { type: "string", unique: true, required: false, input: false, returned: false } },
			},
		},
		endpoints: {
			enterAsGuest: createAuthEndpoint.serverOnly(
				{ method: "POST", body: z.object({ userId: z.string().nullable(), browserKey: z.string() }) },
				async (ctx) => {
					const { internalAdapter } = ctx.context;
					const { userId, browserKey } = ctx.body;
					const user =
						(userId === null ? null : await internalAdapter.findUserById(userId)) ??
						(await internalAdapter.createUser(
							{
								name: "",
								// Reserved by RFC 2606: no mail can ever go there.
								email: `${browserKey.toLowerCase()}@guest.invalid`,
								emailVerified: false,
								isAnonymous: true,
								browserKey,
							},
							{ method: "anonymous" },
						));
					const session = await internalAdapter.createSession(user.id);
					await setSessionCookie(ctx, { session, user });
					return { userId: user.id };
				},
			),
		},
	} satisfies BetterAuthPlugin;
}
