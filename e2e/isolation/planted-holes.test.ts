import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Socket } from "socket.io";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { GET as deskFile } from "@/app/api/desk/attachments/[attachmentId]/route";
import { GET as deskEvents } from "@/app/api/desk/groups/[groupId]/events/route";
import { GET as deskMembers } from "@/app/api/desk/groups/[groupId]/members/route";
import { POST as deskUpload } from "@/app/api/desk/groups/[groupId]/attachments/route";
import { GET as deskMessages } from "@/app/api/desk/groups/[groupId]/messages/route";
import { GET as file } from "@/app/api/feishu/[appId]/attachments/[attachmentId]/route";
import { GET as events } from "@/app/api/feishu/[appId]/groups/[groupId]/events/route";
import { GET as members } from "@/app/api/feishu/[appId]/groups/[groupId]/members/route";
import { GET as messages } from "@/app/api/feishu/[appId]/groups/[groupId]/messages/route";
import { closePools, pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { groupPolicy } from "@/lib/groups/policy";
import { Gateway } from "@/lib/realtime/gateway";
import { ROOT } from "../world/child-process";
import { surfaceOf } from "./enumerate";
import { cookiesOf } from "./people";
import { probe, type Send } from "./probe";
import { routeRows } from "./route-rows";
import { setScene, type Scene } from "./scene";
import { connect, probeSockets } from "./socket-probe";
import { asOwner } from "@/lib/testing/as-owner";

// The probes of isolation.test.ts, run on the product's own handlers and gateway in this process, where one check at a
// time can be taken away.

type Handler = typeof messages;
const groupHandlers: Record<string, Handler> = {
  "GET /api/feishu/[appId]/groups/[groupId]/events": events,
  "GET /api/feishu/[appId]/groups/[groupId]/members": members,
  "GET /api/feishu/[appId]/groups/[groupId]/messages": messages,
  "GET /api/desk/groups/[groupId]/events": deskEvents,
  "GET /api/desk/groups/[groupId]/members": deskMembers,
  "GET /api/desk/groups/[groupId]/messages": deskMessages,
};
const fileHandlers: Record<string, Handler> = {
  "GET /api/feishu/[appId]/attachments/[attachmentId]": file,
  "GET /api/desk/attachments/[attachmentId]": deskFile,
};
const uploadAtDesk = "POST /api/desk/groups/[groupId]/attachments";
const handlers: Record<string, Handler> = { ...groupHandlers, ...fileHandlers, [uploadAtDesk]: deskUpload };
const rows = routeRows
  .filter(({ route }) => route in handlers)
  .map(({ route, asks }) => ({ name: route, asks }));

const inProcess: Send = (url, init) => {
  const segments = new URL(url).pathname.split("/");
  const method = init.method ?? "GET";
  const route =
    Object.keys(handlers).find((one) => one.startsWith(`${method} `) && isAt(one, segments)) ?? "";
  const handler = handlers[route];
  if (handler === undefined) throw new Error(`no handler for ${url}`);
  const params: Record<string, string> = {};
  for (const [at, part] of route.split("/").entries())
    if (part.startsWith("[")) params[part.slice(1, -1)] = segments[at] ?? "";
  return handler(new Request(url, init), { params: Promise.resolve(params) });
};

/** Whether an address is one of a route's. */
function isAt(route: string, segments: readonly string[]): boolean {
  const parts = route.replace(/^\w+ /, "").split("/");
  return (
    parts.length === segments.length &&
    parts.every((part, at) => part.startsWith("[") || part === segments[at])
  );
}

let scene: Scene;
let gateway: Gateway;
let baseUrl = "";
let closeHole: (() => unknown) | undefined;
const accepted = new Set<Socket>();
const http = createServer();

beforeAll(async () => {
  scene = await setScene();
  // Which sockets the gateway has, and so which events it really listens to.
  const listen = Reflect.get(Socket.prototype, "on") as (...given: unknown[]) => Socket;
  Reflect.set(Socket.prototype, "on", function on(this: Socket, ...given: unknown[]) {
    accepted.add(this);
    return listen.apply(this, given);
  });
  gateway = new Gateway(http);
  await gateway.start();
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  baseUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await closeHole?.();
  closeHole = undefined;
});
afterAll(async () => {
  await gateway.stop();
  await scene.feishu.close();
  await closePools();
});

describe("a hole", () => {
  test("is not reported where there is none", async () => {
    expect((await probe(scene, inProcess, rows)).problems).toEqual([]);
    expect((await probeSockets(scene, baseUrl)).problems).toEqual([]);
  });

  test("in who may read a group is reported at every address of a group", async () => {
    openReading();
    const { problems } = await probe(scene, inProcess, rows);
    for (const route of Object.keys(groupHandlers))
      expect(learned(problems, route), `at ${route}`).not.toEqual([]);
  });

  test("in when an opened conversation is closed again is reported as something learned", async () => {
    forgetEndings();
    const { problems } = await probe(scene, inProcess, rows);
    const former = "by TAM whose opening of A's groups ended: learned";
    for (const route of Object.keys(groupHandlers).filter((one) => one.includes("/desk/")))
      expect(
        problems.some((one) => one.startsWith(`${route}, `) && one.includes(former)),
        `at ${route}`,
      ).toBe(true);
  });

  test("in who of those who read a group may write in it is reported as an answer to the auditor", async () => {
    const { post } = groupPolicy;
    Object.assign(groupPolicy, { post: () => true });
    closeHole = () => Object.assign(groupPolicy, { post });
    const { problems } = await probe(scene, inProcess, rows);
    // The policy lets it pass; that a file belongs to a member is then asked by the database itself.
    expect(problems).toContainEqual(
      expect.stringMatching(/^POST \/api\/desk\/groups\/.*by auditor: answered 500 instead of 403/),
    );
  });

  test("in who may read a file is reported as its name and its content, through both doors", async () => {
    openReading();
    const { problems } = await probe(scene, inProcess, rows);
    for (const route of Object.keys(fileHandlers))
      expect(new Set(learned(problems, route).map(markIn)).size, `at ${route}`).toBe(2);
  });

  test("in who listens to a group is reported as something heard", async () => {
    openMemberships();
    const { problems } = await probeSockets(scene, baseUrl);
    expect(problems).toContainEqual(
      expect.stringMatching(/^listening at B's channel, employee of B: learned "confidential/),
    );
    expect(problems).toContainEqual(
      expect.stringMatching(/^listening at the desk, TAM of B: learned "confidential/),
    );
  });

  test("in who may post is reported as an answer", async () => {
    await openPosting();
    const { problems } = await probeSockets(scene, baseUrl);
    expect(problems).toContainEqual(
      expect.stringMatching(/by removed member of A's group: answered .*"ok":true/),
    );
    // Of people who never were a member the database itself takes no message; that they got so far is told all the same.
    expect(problems).toContainEqual(expect.stringMatching(/by employee of B: answered .*"INVALID_INPUT"/));
  });
});

describe("the gateway", () => {
  test("listens to the events of the contract and to nothing else", async () => {
    const surplus = (socket: Socket) => ({
      // Two that every socket has; no client's packet is given to them.
      events: socket
        .eventNames()
        .map(String)
        .filter((name) => !["disconnect", "error"].includes(name))
        .toSorted(),
      catchesAll: socket.listenersAny().length,
      namespaces: [...(Reflect.get(socket.nsp.server, "_nsps") as Map<string, unknown>).keys()],
    });
    const { events: contract } = await surfaceOf(ROOT);
    accepted.clear();
    const cookie = await cookiesOf(scene, "TAM of B");
    const { socket } = await connect(scene, { baseUrl, auth: { door: "staff" }, cookie });
    const [only] = [...accepted];
    if (only === undefined) throw new Error("no socket was accepted");
    expect(surplus(only)).toEqual({ events: contract, catchesAll: 0, namespaces: ["/"] });
    only.on("group:peek", () => undefined);
    expect(surplus(only).events).not.toEqual(contract);
    socket.close();
  });
});

/** Whoever asks may read. */
function openReading(): void {
  const { read } = groupPolicy;
  Object.assign(groupPolicy, { read: () => true });
  closeHole = () => Object.assign(groupPolicy, { read });
}

/** What somebody has open by break-glass stays open for ever. */
function forgetEndings(): void {
  const client = prisma();
  const ask = client.$queryRawUnsafe.bind(client) as (...given: unknown[]) => unknown;
  let changed = 0;
  const asking = (text: string, ...values: unknown[]) => {
    const endless = text.replace("b.ends_at > $3::timestamptz", "$3::timestamptz IS NOT NULL");
    if (endless !== text) changed += 1;
    return ask(endless, ...values);
  };
  Object.defineProperty(client, "$queryRawUnsafe", { value: asking, configurable: true });
  closeHole = () => {
    Object.defineProperty(client, "$queryRawUnsafe", { value: ask, configurable: true });
    expect(changed).toBeGreaterThan(0);
  };
}

/** What somebody of B's who is signed in at the route's door is said to have learned of A. */
function learned(problems: readonly string[], route: string): string[] {
  const who = route.includes("desk") ? "TAM of B" : "employee of B";
  return problems.filter((one) => one.startsWith(`${route}, `) && one.includes(`by ${who}: learned`));
}

const markIn = (problem: string): string | undefined => /"(confidential-[0-9a-f]+)"$/.exec(problem)?.[1];

/** The gateway's question for somebody's groups, without its conditions on who it is. */
function openMemberships(): void {
  const shared = pool();
  const query = shared.query.bind(shared) as (...given: unknown[]) => unknown;
  let changed = 0;
  Object.assign(shared, {
    query: (first: unknown, ...rest: unknown[]) => {
      if (typeof first !== "object" || first === null || Reflect.get(first, "name") !== "list_memberships")
        return query(first, ...rest);
      changed += 1;
      const text = `SELECT DISTINCT id AS "groupId", sequence, NULL::timestamptz AS until FROM "group" WHERE $1::uuid IS NOT NULL AND ($2::uuid IS NULL OR true) AND $3::boolean IS NOT NULL AND $4::timestamptz IS NOT NULL`;
      return query({ ...first, name: "all_groups", text });
    },
  });
  closeHole = () => {
    Reflect.deleteProperty(shared, "query");
    expect(changed).toBeGreaterThan(0);
  };
}

/** The database's function that posts, without its two conditions on who it is. */
async function openPosting(): Promise<void> {
  const { rows: found } = await pool().query<{ text: string }>(
    "SELECT pg_get_functiondef('post_messages'::regproc) AS text",
  );
  const whole = found[0]?.text ?? "";
  const open = whole.replaceAll(/^.*THEN 'no_such_group'.*$/gm, "");
  expect(open.split("\n").length).toBe(whole.split("\n").length);
  expect(open).not.toBe(whole);
  await asOwner(open);
  closeHole = () => asOwner(whole);
}
