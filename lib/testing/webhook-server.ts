import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call that arrived, whether it was answered or not. */
export type ReceivedCall = { headers: IncomingHttpHeaders; body: string; at: number };

/** What the server does with a call; without an answer the caller waits. */
type Answer = (response: ServerResponse, call: ReceivedCall) => void;

/** Takes the call, as PagerDuty does. */
export const accept: Answer = (response) => void response.writeHead(202).end(`{"status":"success"}`);

/** A real HTTP server in place of a system of the vendor that is told of emergencies. */
export async function startWebhookServer() {
  const calls: ReceivedCall[] = [];
  const receiver = { calls, answer: accept, url: "", close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const call = { headers: request.headers, body, at: Date.now() };
      calls.push(call);
      receiver.answer(response, call);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/enqueue`;
  receiver.close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return receiver;
}
