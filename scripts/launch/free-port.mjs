import { createServer } from "node:net";

/** A port of the loopback address that nobody listens on: the wished one or one of the next, else any. */
export async function freePort(wished) {
  const candidates = wished ? Array.from({ length: 50 }, (_, index) => wished + index) : [];
  for (const port of candidates) {
    if (await canListen(port)) return port;
  }
  return canListen(0);
}

// Both the wildcard and the loopback address: a server on either makes the port taken.
async function canListen(port) {
  const first = await listenOnce(port, "127.0.0.1");
  return first && (await listenOnce(first)) ? first : 0;
}

function listenOnce(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(0));
    server.listen({ port, host, exclusive: true }, () => {
      const { port: found } = server.address();
      server.close(() => resolve(found));
    });
  });
}
