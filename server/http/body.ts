/**
 * Bytes of a request's body. A program may be 50,000 characters, which as JSON is at most this, bar text that is
 * nothing but control characters.
 */
export const MAX_BODY = 256 * 1024;

/**
 * The body as text, or null if it is longer than allowed. It is counted as it arrives, whatever Content-Length says,
 * and no more than the limit is ever held.
 */
export async function readBody(request: Request): Promise<string | null> {
	if (Number(request.headers.get("content-length") ?? "0") > MAX_BODY) {
		await request.body?.cancel();
		return null;
	}
	if (request.body === null) return "";
	const reader = request.body.getReader();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.byteLength;
		if (size > MAX_BODY) {
			await reader.cancel();
			return null;
		}
		chunks.push(value);
	}
	return Buffer.concat(chunks).toString("utf8");
}
