import { createServer, request as forward } from "node:http";

/** The site behind a server of the journey's own, which writes down all it is asked for, also by what no page tells of. */
export interface NoticingServer {
	readonly url: string;
	/** Path and query of every request, in order. */
	readonly asked: readonly string[];
	close(): Promise<void>;
}

export async function noticing(origin: string): Promise<NoticingServer> {
	const asked: string[] = [];
	const { hostname, port } = new URL(origin);
	const server = createServer((incoming, outgoing) => {
		const { method, url: path = "", headers } = incoming;
		asked.push(path);
		const onward = forward({ hostname, port, method, path, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		onward.on("error", () => outgoing.destroy());
		incoming.pipe(onward);
	});
	// A socket that asks to become something else is a request too.
	server.on("upgrade", ({ url = "" }, socket) => {
		asked.push(url);
		socket.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const address = server.address();
	if (typeof address !== "object" || address === null) throw new Error("the server has no address");
	return {
		url: `http://localhost:${address.port}`,
		asked,
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}
