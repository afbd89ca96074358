// What the message path would cost with nothing but itself: batched insert, one frame per group and batch, no accounts,
// no membership, no log. `ws` is "the limit", `socket.io` "the bare path".
import { createServer } from "node:http";
import type { Server as HttpServer } from "node:http";
import { Pool } from "pg";
import { Server } from "socket.io";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";

type Sent = { clientId: string; groupId: string; senderId: string; body: string };
type Posted = Sent & { sequence: number };
type Waiting = { message: Sent; answer: (sequence: number) => void };

const pool = new Pool({ connectionString: process.env["DATABASE_URL"], max: 4 });
await pool.query(`CREATE TABLE IF NOT EXISTS bench_message
  (id uuid PRIMARY KEY, group_id uuid NOT NULL, sequence bigint NOT NULL, sender_id uuid NOT NULL, body text NOT NULL, created_at timestamptz NOT NULL,
   UNIQUE (group_id, sequence))`);
await pool.query("TRUNCATE bench_message");

const sequences = new Map<string, number>();
let waiting: Waiting[] = [];
let isWriting = false;

async function writeWaiting(publish: (groupId: string, messages: Posted[]) => void): Promise<void> {
  if (isWriting) return;
  isWriting = true;
  while (waiting.length > 0) {
    const batch = waiting.splice(0, 256);
    const posted = batch.map(({ message }) => ({ ...message, sequence: nextSequence(message.groupId) }));
    await pool.query({
      name: "insert",
      text: `INSERT INTO bench_message SELECT u.id, u.group_id, u.sequence, u.sender_id, u.body, now()
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[]) AS u(id, group_id, sequence, sender_id, body)`,
      values: [
        posted.map((m) => m.clientId),
        posted.map((m) => m.groupId),
        posted.map((m) => m.sequence),
        posted.map((m) => m.senderId),
        posted.map((m) => m.body),
      ],
    });
    batch.forEach(({ answer }, index) => answer(posted[index]?.sequence ?? 0));
    for (const [groupId, messages] of Map.groupBy(posted, (message) => message.groupId))
      publish(groupId, messages);
  }
  isWriting = false;
}

function nextSequence(groupId: string): number {
  const next = (sequences.get(groupId) ?? 0) + 1;
  sequences.set(groupId, next);
  return next;
}

function serveWs(server: HttpServer): void {
  const rooms = new Map<string, Set<WebSocket>>();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on("connection", (socket, request) => {
    const groupId = new URL(request.url ?? "/", "http://bench").searchParams.get("group") ?? "";
    const room = rooms.get(groupId) ?? new Set();
    rooms.set(groupId, room.add(socket));
    socket.on("message", (data) => {
      const message = JSON.parse((data as Buffer).toString()) as Sent;
      waiting.push({
        message,
        answer: (sequence) => socket.send(JSON.stringify({ ack: message.clientId, sequence })),
      });
      void writeWaiting((group, messages) => {
        const frame = JSON.stringify({ frame: messages });
        for (const member of rooms.get(group) ?? []) member.send(frame);
      });
    });
  });
}

function serveSocketIo(server: HttpServer): void {
  const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false });
  io.on("connection", (socket) => {
    void socket.join(String(socket.handshake.query["group"]));
    socket.on("message:send", (message: Sent, acknowledge: (answer: { sequence: number }) => void) => {
      waiting.push({ message, answer: (sequence) => acknowledge({ sequence }) });
      void writeWaiting((group, messages) =>
        io.to(group).emit("frame", { groupId: group, events: messages }),
      );
    });
  });
}

const server = createServer();
if (process.argv[2] === "ws") serveWs(server);
else serveSocketIo(server);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : 0 });
});
process.on("SIGTERM", () => process.exit(0));
