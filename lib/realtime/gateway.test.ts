import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { MESSAGE_LIMIT } from "@/lib/messages/contract";
import {
  type Listener,
  listen,
  Listener as Socket,
  ORIGIN,
  startConversationServer,
  until,
} from "@/lib/testing/conversation-server";
import { cookieOf, aConversation, type Customer } from "@/lib/testing/conversation-world";
import { sendElsewhere } from "@/lib/testing/message-path";

let server: Awaited<ReturnType<typeof startConversationServer>>;
const open: Listener[] = [];

beforeAll(async () => {
  server = await startConversationServer();
});

afterAll(() => server.stop());

afterEach(() => {
  for (const { socket } of open.splice(0)) socket.disconnect();
});

async function connect(actor: PersonActor, customer?: Customer): Promise<Listener> {
  const listener = await listen(server.url, actor, customer?.appId);
  open.push(listener);
  return listener;
}

describe("talking", () => {
  it("says hello with the groups, acknowledges a message and shows it to everybody, its sender included", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const [mine, theirs] = [await connect(employee, customer), await connect(engineer)];

    const answer = await mine.send(groupId, "hello");

    expect((await mine.hello).groups).toEqual([{ groupId, sequence: 3 }]);
    expect(answer).toMatchObject({ ok: true, value: { sequence: 4, replayed: false } });
    await until(() => mine.frames.length > 0 && theirs.frames.length > 0);
    expect(mine.frames).toEqual(theirs.frames);
    expect(theirs.frames).toMatchObject([
      { groupId, from: 4, to: 4, events: [{ type: "message.created", message: { body: "hello" } }] },
    ]);
  });

  it("shows what another process writes", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const listener = await connect(employee, customer);

    await sendElsewhere(groupId, engineer, "from elsewhere");

    await until(() => listener.bodies(groupId).length > 0);
    expect(listener.bodies(groupId)).toEqual(["from elsewhere"]);
  });

  it("tells every log in order and without holes while two processes write", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const [mine, theirs] = [await connect(employee, customer), await connect(engineer)];

    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 100));
        if (index % 3 === 0) await sendElsewhere(groupId, engineer, `message ${index}`);
        else await (index % 2 === 0 ? mine : theirs).send(groupId, `message ${index}`);
      }),
    );

    await until(() => mine.events(groupId).length === 60 && theirs.events(groupId).length === 60);
    expect([mine.isSeamless(groupId), theirs.isSeamless(groupId)]).toEqual([true, true]);
    expect(mine.bodies(groupId)).toEqual(theirs.bodies(groupId));
  });

  it("tells how far I have read to my other tabs, and to nobody else", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const [tab, other, theirs] = [
      await connect(employee, customer),
      await connect(employee, customer),
      await connect(engineer),
    ];
    const told: unknown[] = [];
    other.socket.on("read", (position) => told.push(position));
    theirs.socket.on("read", () => told.push("not theirs"));

    const answer = await tab.markRead(groupId, 3);

    expect(answer).toEqual({ ok: true, value: { groupId, sequence: 3 } });
    await until(() => told.length > 0);
    expect(told).toEqual([{ groupId, sequence: 3 }]);
  });
});

describe("refusing", () => {
  it.each([
    ["without a cookie", {}, { origin: ORIGIN }, "UNAUTHENTICATED"],
    ["through another door", { door: "staff" }, { origin: ORIGIN }, "UNAUTHENTICATED"],
    ["through another customer's door", { appId: "cli_another" }, { origin: ORIGIN }, "UNAUTHENTICATED"],
    ["that says nothing of a door", { door: "window" }, { origin: ORIGIN }, "INVALID_INPUT"],
    ["of another site's page", {}, { origin: "https://evil.example" }, undefined],
    ["that names no origin", {}, {}, undefined],
  ])("a connection %s", async (what, auth, headers, code) => {
    const { customer, employee } = await aConversation();
    const cookie = what === "without a cookie" ? {} : { cookie: await cookieOf(employee, customer.appId) };
    const listener = new Socket(
      server.url,
      { door: "employee", appId: customer.appId, ...auth },
      { ...cookie, ...headers },
    );
    open.push(listener);

    const refusal: unknown = await listener.hello.catch((thrown: unknown) => thrown);

    expect(refusal).toBeInstanceOf(Error);
    expect((refusal as { data?: { code: string } }).data?.code).toBe(code);
  });

  it("lets a stranger hear and write nothing", async () => {
    const [own, others] = [await aConversation(), await aConversation()];
    const [mine, theirs] = [
      await connect(own.employee, own.customer),
      await connect(others.employee, others.customer),
    ];

    const answers = [await mine.send(others.groupId, "let me in"), await mine.markRead(others.groupId, 1)];
    await theirs.send(others.groupId, "secret");
    await until(() => theirs.frames.length > 0);

    for (const answer of answers)
      expect(answer).toMatchObject({
        ok: false,
        error: { code: "NOT_FOUND", reason: "groups.no_such_group" },
      });
    expect(mine.frames).toEqual([]);
    expect((await mine.hello).groups.map(({ groupId }) => groupId)).toEqual([own.groupId]);
  });

  it("says what is wrong with a message, with the request's id, and copes with who wants no answer", async () => {
    const { customer, employee, groupId } = await aConversation();
    const listener = await connect(employee, customer);
    const { socket } = listener;
    const input = (id: string, body: string) => ({ groupId: id, clientId: randomUUID(), body });

    expect(await listener.ask(input(groupId, "x".repeat(MESSAGE_LIMIT + 1)))).toMatchObject({
      ok: false,
      error: { code: "INVALID_INPUT", reason: "messages.too_long" },
    });
    expect(await listener.ask(input(groupId, "a\0b"))).toMatchObject({
      error: { reason: "messages.not_text" },
    });
    expect(await listener.ask("nonsense")).toMatchObject({
      error: { code: "INVALID_INPUT", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    });
    socket.emit("message:send", input(groupId, "no answer, please"), undefined as never);
    socket.emit("message:send", "nonsense", undefined as never);
    await until(() => listener.bodies(groupId).includes("no answer, please"));
  });

  it("takes the longest message in its longest spelling, and closes the connection of who sends more", async () => {
    const { customer, employee, groupId } = await aConversation();
    const listener = await connect(employee, customer);

    expect(await listener.send(groupId, "\u0001".repeat(MESSAGE_LIMIT))).toMatchObject({ ok: true });
    await expect(listener.send(groupId, "x".repeat(70_000))).rejects.toThrow("disconnected");
  });

  it("slows down who sends faster than anybody can", async () => {
    const { customer, employee, groupId } = await aConversation();
    const listener = await connect(employee, customer);

    const answers = await Promise.all(
      Array.from({ length: 250 }, (_, index) => listener.send(groupId, `message ${index}`)),
    );

    const refused = answers.filter(({ ok }) => !ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ error: { code: "RATE_LIMITED", retryAfterSeconds: 1 } });
  });

  it("does not start anew with who connects again", async () => {
    const { customer, employee } = await aConversation();
    const flood = async () => {
      const listener = await connect(employee, customer);
      const answers = await Promise.all(Array.from({ length: 180 }, () => listener.ask("nonsense")));
      listener.socket.disconnect();
      // Until the server has noticed.
      await new Promise((resolve) => setTimeout(resolve, 100));
      return answers.filter((answer) => !answer.ok && answer.error.code === "RATE_LIMITED").length;
    };

    expect(await flood()).toBe(0);
    expect(await flood()).toBeGreaterThan(0);
  });
});
