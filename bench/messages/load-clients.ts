import { io } from "socket.io-client";
import { WebSocket } from "ws";
import type { BenchMember } from "./shapes";

/** Which server is under load. */
export type Path = "ws" | "socket.io" | "product";

/** One member's connection: sends are acknowledged, deliveries are told by client id. */
export type LoadClient = { send: (clientId: string) => Promise<void>; close: () => void };

type Connect = (
  url: string,
  member: BenchMember,
  onDelivered: (clientId: string) => void,
) => Promise<LoadClient>;

const BODY = "The nightly import stopped at 03:00 and the order service answers with time-outs since then.";

const connectWs: Connect = (url, member, onDelivered) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/?group=${member.groupId}`, {
      perMessageDeflate: false,
    });
    const acknowledged = new Map<string, () => void>();
    socket.on("message", (data) => {
      const told = JSON.parse((data as Buffer).toString()) as {
        ack?: string;
        frame?: { clientId: string }[];
      };
      if (told.ack !== undefined) acknowledged.get(told.ack)?.();
      for (const message of told.frame ?? []) onDelivered(message.clientId);
    });
    socket.on("error", reject);
    socket.on("open", () =>
      resolve({
        send: (clientId) =>
          new Promise((done) => {
            acknowledged.set(clientId, () => {
              acknowledged.delete(clientId);
              done();
            });
            socket.send(
              JSON.stringify({ clientId, groupId: member.groupId, senderId: member.personId, body: BODY }),
            );
          }),
        close: () => socket.close(),
      }),
    );
  });

type SocketIoEvent = { clientId?: string; message?: { clientId: string } };

function connectSocketIo(options: (member: BenchMember) => Parameters<typeof io>[1]): Connect {
  return (url, member, onDelivered) =>
    new Promise((resolve, reject) => {
      const socket = io(url, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        ...options(member),
      });
      socket.on("frame", (frame: { events: SocketIoEvent[] }) => {
        for (const event of frame.events) onDelivered(event.clientId ?? event.message?.clientId ?? "");
      });
      socket.on("connect_error", reject);
      const client: LoadClient = {
        send: async (clientId) => {
          const answer = (await socket.timeout(30_000).emitWithAck("message:send", {
            clientId,
            groupId: member.groupId,
            senderId: member.personId,
            body: BODY,
          })) as { ok?: boolean; error?: { reason: string } };
          if (answer.ok === false) throw new Error(`refused: ${answer.error?.reason}`);
        },
        close: () => void socket.close(),
      };
      // The product says hello once the member's groups are joined.
      socket.once(member.cookie === "" ? "connect" : "hello", () => resolve(client));
    });
}

/** How a member connects to each server under load. */
export const connectTo: Record<Path, Connect> = {
  ws: connectWs,
  "socket.io": connectSocketIo((member) => ({ query: { group: member.groupId } })),
  product: connectSocketIo((member) => ({
    auth: { door: "staff" },
    extraHeaders: {
      cookie: member.cookie,
      origin: process.env["APP_URL"] ?? "",
      "x-forwarded-for": addressOf(member),
    },
  })),
};

/** An address of the member's own: people do not come from one machine. */
function addressOf({ personId }: BenchMember): string {
  const bytes = Buffer.from(personId.replaceAll("-", ""), "hex");
  return `10.${bytes[0]}.${bytes[1]}.${bytes[2]}`;
}
