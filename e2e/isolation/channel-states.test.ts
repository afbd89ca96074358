import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteChannel } from "@/lib/channels/commands/delete-channel";
import { disableChannel } from "@/lib/channels/commands/disable-channel";
import { currentTime } from "@/lib/config/clock";
import { closePools } from "@/lib/db/pool";
import { ROOT, type Program } from "../world/child-process";
import { surfaceOf } from "./enumerate";
import { cookiesOf } from "./people";
import { setScene, type Scene } from "./scene";
import { startServer } from "./start-server";

let scene: Scene;
let server: Program;
let cookie: string;

beforeAll(async () => {
  scene = await setScene();
  server = await startServer();
  cookie = await cookiesOf(scene, "employee of A");
  const { a, b } = scene;
  const at = { now: currentTime() };
  const confirmation = a.customer.organizationName;
  await deleteChannel(a.principal, { channelId: a.channelId, confirmation }, at);
  await disableChannel(b.principal, { channelId: b.channelId }, at);
}, 90_000);
afterAll(async () => {
  await server.stop();
  await scene.feishu.close();
  await closePools();
});

/** What an answer says, without what is different each time. */
const plain = (text: string, appId: string): string =>
  text
    .replaceAll(/<script[\s\S]*?<\/script>/g, "")
    .replaceAll(/ nonce="[^"]*"/g, "")
    .replaceAll(appId, "{appId}")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}");

async function answerAt(route: string, appId: string, cookies: string) {
  const [method = "GET", address = ""] = route.replace(/^page /, "GET ").split(" ");
  const path = address
    .replace("[appId]", appId)
    .replaceAll(/\[\w+\]/g, "01900000-0000-7000-8000-000000000000");
  const response = await fetch(`${scene.appUrl}${path}?token=${"a".repeat(43)}&redirect=/feishu/${appId}`, {
    method,
    redirect: "manual",
    headers: {
      origin: scene.appUrl,
      "content-type": "application/json",
      ...(cookies ? { cookie: cookies } : {}),
    },
    ...(method === "GET" ? {} : { body: JSON.stringify({ code: randomUUID() }) }),
  });
  const location = response.headers.get("location") ?? "";
  return {
    status: response.status,
    location: plain(location, appId),
    text: plain(await response.text(), appId),
  };
}

test("an unknown, a switched off and a deleted channel look alike to strangers on every employee route", async () => {
  const routes = (await surfaceOf(ROOT)).routes.filter((route) => route.includes("[appId]"));
  expect(routes.length).toBeGreaterThan(20);
  const tried = routes.flatMap((route) => ["", cookie].map((cookies) => ({ route, cookies })));
  const different: unknown[] = [];
  for (const { route, cookies } of tried) {
    const unknown = await answerAt(route, "cli_00000000000000ff", cookies);
    const others = await Promise.all(
      [scene.a, scene.b].map(({ customer }) => answerAt(route, customer.appId, cookies)),
    );
    const strange = others.filter((answer) => !isDeepStrictEqual(answer, unknown));
    if (strange.length > 0) different.push({ route, unknown, strange });
  }
  expect(different).toEqual([]);
}, 60_000);
