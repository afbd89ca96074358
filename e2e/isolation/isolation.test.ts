import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { currentTime } from "@/lib/config/clock";
import { closePools } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/transaction";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { openSession } from "@/lib/identity/open-session";
import { sessionCookieName } from "@/lib/identity/door";
import { sessionToken } from "@/lib/identity/session-token";
import { ROOT, type Program } from "../world/child-process";
import { until } from "../world/until";
import { actionRows } from "./action-rows";
import { surfaceOf } from "./enumerate";
import { stateOfA } from "./harm";
import { pageRows } from "./page-rows";
import { cookiesOf, intruders } from "./people";
import { probe, type Send } from "./probe";
import { withoutRight } from "./role-rights";
import { routeRows } from "./route-rows";
import { setScene, type Scene } from "./scene";
import { actionRequest, builtActions, formOf } from "./server-action";
import { connect, heardBy, leaked, memberLine, probeSockets, talk } from "./socket-probe";
import { startServer } from "./start-server";

let scene: Scene;
let server: Program;
const cells: string[] = [];
const overHttp: Send = (url, init) => fetch(url, init);
const named = <T extends { asks: unknown }>(rows: T[], nameOf: (row: T) => string) =>
  rows.map((row) => ({ ...row, name: nameOf(row) }));

beforeAll(async () => {
  scene = await setScene();
  server = await startServer();
}, 90_000);
afterAll(async () => {
  process.stdout.write(`isolation: ${cells.join(", ")}\n`);
  await server.stop();
  await scene.feishu.close();
  await closePools();
});

describe("the built product", () => {
  test("serves what the files say, and nothing else", async () => {
    const file = path.join(ROOT, ".next/server/app-paths-manifest.json");
    const built = Object.keys(
      z.record(z.string(), z.string()).parse(JSON.parse(await readFile(file, "utf8"))),
    );
    const { routes, actions } = await surfaceOf(ROOT);
    const addresses = new Set(routes.map((route) => route.slice(route.indexOf(" ") + 1)));
    const unknown = built
      .filter((one) => !/^\/_(not-found|global-error)\//.test(one))
      .filter((one) => !addresses.has(one.replace(/\/?(page|route)$/, "") || "/"));
    expect(unknown).toEqual([]);
    // Next leaves out an action that no page uses; one it knows and the files do not would be a way in without a row.
    expect([...(await builtActions()).keys()].filter((action) => !actions.includes(action))).toEqual([]);
  });
});

describe("of customer A, others", () => {
  test("reach nothing by an address", async () => {
    const before = await stateOfA(scene);
    const rows = named([...pageRows, ...routeRows], ({ route }) => route);
    const { cells: count, problems } = await probe(scene, overHttp, rows);
    cells.push(`${count} cells of ${rows.length} pages and routes`);
    expect(problems).toEqual([]);
    expect(await stateOfA(scene)).toEqual(before);
  }, 240_000);

  test("reach and change nothing by a server action", async () => {
    const before = await stateOfA(scene);
    const built = await builtActions();
    const rows = actionRows.flatMap(({ action, args, answer, who }) => {
      const at = built.get(action);
      const request = (of: Scene) => ({
        url: at?.page ?? "/",
        init: actionRequest(at ?? absent(action), args(of)),
      });
      const asked = withoutRight(action, who ?? intruders);
      return [{ name: action, asks: [{ what: "the action", request, answer, who: asked }] }];
    });
    const { cells: count, problems } = await probe(scene, overHttp, rows);
    cells.push(`${count} cells of ${rows.length} server actions`);
    expect(problems).toEqual([]);
    expect(await stateOfA(scene)).toEqual(before);
  }, 240_000);

  test("hear and change nothing over a socket", async () => {
    const before = await stateOfA(scene);
    const { cells: count, problems } = await probeSockets(scene);
    cells.push(`${count} cells of sockets`);
    expect(problems).toEqual([]);
    expect(await stateOfA(scene)).toEqual(before);
  });
});

function absent(action: string): never {
  throw new Error(`${action} is not in the build: no page uses it, or the build is older than the code`);
}

describe("an open connection", () => {
  const employee = () => {
    const [, second] = scene.a.employees;
    if (second === undefined) throw new Error("A has too few people");
    return second;
  };

  async function open() {
    const who = employee();
    const now = currentTime();
    const { sessionId } = await inTransaction((tx) => openSession(tx, { door: "employee", ...who }, { now }));
    const door = { kind: "employee", appId: scene.a.customer.appId } as const;
    const cookie = `${sessionCookieName(door)}=${await sessionToken(door, sessionId)}`;
    const line = await connect(scene, { auth: { door: "employee", appId: door.appId }, cookie });
    await heardBy(line, await talk(scene, scene.a.tam));
    line.heard.splice(0);
    return { line, sessionId };
  }

  test("of an ended session is closed and hears nothing more", async () => {
    const { line, sessionId } = await open();
    const member = await memberLine(scene, scene.appUrl);
    await inTransaction((tx) =>
      endSessionsOf(tx, { id: sessionId }, { reason: "signed_out", now: currentTime() }),
    );
    await until("the connection to be closed", () => line.socket.disconnected, 5_000);
    await heardBy(member, await talk(scene, scene.a.tam));
    member.socket.close();
    expect(line.heard).toEqual(['["signed-out"]']);
  });

  test("of a removed member stays and hears nothing more of the group", async () => {
    const { line } = await open();
    const member = await memberLine(scene, scene.appUrl);
    const { groupId } = scene.a;
    const { personId } = employee();
    await removeMember({ kind: "system", name: "test" }, { groupId, personId }, { now: currentTime() });
    const words = await talk(scene, scene.a.tam);
    await heardBy(member, words);
    const refused: unknown = await line.socket
      .timeout(5_000)
      .emitWithAck("message:read", { groupId, sequence: 1 });
    member.socket.close();
    line.socket.close();
    expect(JSON.stringify(refused)).toContain("NOT_FOUND");
    expect(leaked(scene, line, [groupId, personId, scene.a.customer.employees[1]?.name ?? ""])).toEqual([]);
  });
});

describe("those whose it is", () => {
  // Last in this file: switching A's channel off signs A's employees out.
  test("get by the same actions what they ask for", async () => {
    const { a, appUrl } = scene;
    const cookie = await cookiesOf(scene, "principal of A");
    const { accountAlias: name, accountPassword, tam } = a.customer;
    const call = async (action: string, args: readonly unknown[]): Promise<string> => {
      const { page, ...at } = (await builtActions()).get(action) ?? absent(action);
      const { headers, ...init } = actionRequest({ page, ...at }, args);
      const response = await fetch(`${appUrl}${page}`, {
        ...init,
        headers: { ...headers, cookie, origin: appUrl },
        redirect: "manual",
      });
      return `${response.headers.get("x-action-redirect") ?? ""} ${await response.text()}`;
    };
    const inConsole = [null, formOf({ name, password: accountPassword, returnTo: "/console/channels" })];
    const atDesk = [null, formOf({ email: tam.email, password: tam.password, returnTo: "/desk?group=1" })];
    expect(await call("lib/accounts/actions.ts#signInPrincipalAction", inConsole)).toMatch(
      /^\/console\/channels/,
    );
    expect(await call("lib/identity/actions.ts#signInStaffAction", atDesk)).toMatch(/^\/desk\?group=1/);
    const channel = [{ channelId: a.channelId }];
    expect(await call("lib/channels/actions.ts#disableChannelAction", channel)).toContain('"ok":true');
    expect(await call("lib/channels/actions.ts#enableChannelAction", channel)).toContain('"ok":true');
  });
});
