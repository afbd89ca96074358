import type { ServerResponse } from "node:http";
import type { Call } from "../transport/exchange";
import { signedInUser } from "./visitor";

/** Tells an open page of the emulated client that its person's chats changed. */
export function streamEvents(call: Call, response: ServerResponse): void {
  const user = signedInUser(call);
  const { changes } = call.world;
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(": open\n\n");
  const tell = (userId: string) => {
    if (userId === user?.userId) response.write("data: inbox\n\n");
  };
  changes.on("inbox", tell);
  response.on("close", () => changes.off("inbox", tell));
}
