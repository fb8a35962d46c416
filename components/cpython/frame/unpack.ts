/** A part of the release as it was before it was compressed. */
export function unpacked(bytes: ArrayBuffer, type: string): Response {
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
	return new Response(stream, { headers: { "content-type": type } });
}
