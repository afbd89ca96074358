import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import type { PersonActor } from "@/lib/actor/actor";
import type { Result } from "@/lib/errors/result";
import { groupIdInput, listMyGroupsInput } from "@/lib/groups/contract";
import { listMembers } from "@/lib/groups/queries/list-members";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { route } from "@/lib/http/route";
import {
  type GroupEventView,
  type GroupFrame,
  listEventsInput,
  listMessagesInput,
  type ReadPositionView,
  type SentMessageView,
} from "@/lib/messages/contract";
import { listEvents } from "@/lib/messages/queries/list-events";
import { listMessages } from "@/lib/messages/queries/list-messages";
import { MessageWriter } from "@/lib/messages/writer";
import { Gateway } from "@/lib/realtime/gateway";
import type { ClientToServerEvents, HelloView, ServerToClientEvents } from "@/lib/realtime/contract";
import { cookieOf } from "@/lib/testing/conversation-world";

/** APP_URL's origin in tests: what a page of ours sends. */
export const ORIGIN = "http://localhost:3000";

// The same lines as in app/api, without Next around them.
const routesOf = (door: "employee" | "staff") =>
  new Map([
    ["", route(door, listMyGroupsInput, listMyGroups)],
    ["messages", route(door, listMessagesInput, listMessages)],
    ["events", route(door, listEventsInput, listEvents)],
    ["members", route(door, groupIdInput, listMembers)],
  ]);
const handlers = { employee: routesOf("employee"), staff: routesOf("staff") };
/** Door, App ID, group and what of it, as the folders of app/api name them. */
const address =
  /^\/api\/(?:feishu\/(?<appId>[^/?]+)|desk)\/groups(?:\/(?<groupId>[^/?]+)\/(?<what>[a-z]+))?(?:\?|$)/;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? "";
  const { what = "", ...params } = { ...address.exec(url)?.groups };
  const handler = handlers[params["appId"] === undefined ? "staff" : "employee"].get(what);
  if (handler === undefined) return void response.writeHead(404).end();
  const headers = new Headers({ cookie: request.headers.cookie ?? "" });
  const answered = await handler(new Request(ORIGIN + url, { headers }), { params: Promise.resolve(params) });
  response.writeHead(answered.status, { "content-type": "application/json" }).end(await answered.text());
}

/** The gateway and the conversation's routes on a port of their own. */
export async function startConversationServer(
  port = 0,
): Promise<{ url: string; port: number; stop: () => Promise<void> }> {
  // A writer lives as long as its server: one that was stopped takes no more messages.
  (globalThis as unknown as Record<symbol, unknown>)[Symbol.for("ailink.message-writer")] =
    new MessageWriter();
  const server: Server = createServer((request, response) => void answer(request, response));
  const gateway = new Gateway(server);
  await gateway.start();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound.port}`,
    port: bound.port,
    stop: async () => {
      await gateway.stop();
      server.closeAllConnections();
    },
  };
}

/** What a browser in which this person is signed in sends with everything. */
export async function headersOf(
  actor: PersonActor,
  appId?: string,
): Promise<{ cookie: string; origin: string }> {
  return { cookie: await cookieOf(actor, appId), origin: ORIGIN };
}

type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A bare socket of this person, and what it was told. */
export class Listener {
  readonly socket: TestSocket;
  readonly frames: GroupFrame[] = [];
  readonly hints: string[] = [];
  readonly hello: Promise<HelloView>;

  constructor(url: string, auth: Record<string, string>, extraHeaders: Record<string, string>) {
    this.socket = io(url, {
      auth,
      extraHeaders,
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
    });
    this.socket.on("frame", (frame) => this.frames.push(frame));
    this.socket.on("group:joined", ({ groupId }) => this.hints.push(`joined ${groupId}`));
    this.socket.on("group:left", ({ groupId, via }) => this.hints.push(`${via ?? "left"} ${groupId}`));
    this.socket.on("signed-out", () => this.hints.push("signed-out"));
    this.socket.on("disconnect", (reason) => this.hints.push(`disconnected: ${reason}`));
    this.hello = new Promise((resolve, reject) => {
      this.socket.once("hello", resolve);
      this.socket.once("connect_error", reject);
    });
    this.hello.catch(() => undefined);
  }

  /** Sends a message; rejects if there is no answer. */
  async send(groupId: string, body: string): Promise<Result<SentMessageView>> {
    return this.ask({ groupId, clientId: crypto.randomUUID(), body });
  }

  /** Sends whatever it is as if it were a message. */
  async ask(input: unknown): Promise<Result<SentMessageView>> {
    return (await this.socket.timeout(10_000).emitWithAck("message:send", input)) as Result<SentMessageView>;
  }

  async markRead(groupId: string, sequence: number): Promise<Result<ReadPositionView>> {
    const position = { groupId, sequence };
    return (await this.socket
      .timeout(10_000)
      .emitWithAck("message:read", position)) as Result<ReadPositionView>;
  }

  /** Whether the frames of a group followed each other without holes. */
  isSeamless(groupId: string): boolean {
    const frames = this.frames.filter((frame) => frame.groupId === groupId);
    return frames.every(({ from, to, events }, index) => {
      const isNext = index === 0 || from === (frames[index - 1]?.to ?? 0) + 1;
      return (
        isNext &&
        events.length === to - from + 1 &&
        events.every(({ sequence }, place) => sequence === from + place)
      );
    });
  }

  /** Everything told of a group, in the order it came. */
  events(groupId: string): GroupEventView[] {
    return this.frames.filter((frame) => frame.groupId === groupId).flatMap(({ events }) => events);
  }

  bodies(groupId: string): string[] {
    return this.events(groupId).flatMap((event) =>
      event.type === "message.created" ? [event.message.body] : [],
    );
  }
}

/** A connected socket of this person. */
export async function listen(url: string, actor: PersonActor, appId?: string): Promise<Listener> {
  const auth = actor.kind === "employee" ? { door: "employee", appId: appId ?? "" } : { door: "staff" };
  const listener = new Listener(url, auth, await headersOf(actor, appId));
  await listener.hello;
  return listener;
}

/** Resolves when `condition` holds; the test's own time-out ends a vain wait. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
