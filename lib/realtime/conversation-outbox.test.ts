import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { endSession } from "@/lib/identity/commands/end-session";
import { memoryOutboxStore } from "@/lib/realtime/browser/outbox-store";
import { bodiesIn, rowOf, TestClients } from "@/lib/testing/conversation-clients";
import { aDraft } from "@/lib/testing/attachment-world";
import { until } from "@/lib/testing/conversation-server";
import {
  archive,
  isWithoutHoles,
  messagesOf,
  unarchive,
  aConversation,
} from "@/lib/testing/conversation-world";

const pages = new TestClients();

beforeAll(() => pages.startServer());
afterAll(() => pages.stopServer());
afterEach(() => pages.stop());

describe("the outbox", () => {
  it("survives a reload, and sends each message once and in order, also when an answer was lost", async () => {
    const { customer, employee, groupId } = await aConversation();
    const outboxStore = memoryOutboxStore();
    const bodies = Array.from({ length: 12 }, (_, index) => `message ${index}`);
    let client = await pages.livePage(employee, customer, { outboxStore });

    for (const [index, body] of bodies.entries()) {
      await client.send(groupId, body);
      if (index % 3 !== 2) continue;
      // The page goes away while something is on its way: stored or not, the answer is lost.
      await new Promise((resolve) => setTimeout(resolve, index));
      client.stop();
      client = await pages.livePage(employee, customer, { outboxStore });
    }

    await until(async () => (await outboxStore.list()).length === 0);
    expect((await messagesOf(groupId)).map(({ body }) => body)).toEqual(bodies);
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("keeps what is written without a connection and sends it later", async () => {
    const { customer, employee, groupId } = await aConversation();
    const client = await pages.page(employee, customer);
    await client.send(groupId, "one");
    await client.send(groupId, "two");
    expect(client.getGroup(groupId).outgoing.map(({ body, state }) => [body, state])).toEqual([
      ["one", "sending"],
      ["two", "sending"],
    ]);

    client.start();

    await until(async () => (await messagesOf(groupId)).length === 2);
    expect((await messagesOf(groupId)).map(({ body }) => body)).toEqual(["one", "two"]);
  });

  it("keeps the files of a message with it across a reload, and shows them before and after it is sent", async () => {
    const { customer, employee, groupId } = await aConversation();
    const outboxStore = memoryOutboxStore();
    const draft = await aDraft(employee, groupId);
    const before = await pages.page(employee, customer, { outboxStore });
    await before.send(groupId, "", [draft]);
    expect(before.getGroup(groupId).outgoing).toMatchObject([{ body: "", attachments: [draft] }]);

    const after = await pages.livePage(employee, customer, { outboxStore });
    await after.open(groupId);

    await until(() => after.getGroup(groupId).messages.length === 1);
    expect(after.getGroup(groupId).messages).toMatchObject([{ body: "", attachments: [draft] }]);
    await until(
      () => after.getGroup(groupId).outgoing.length === 0 && Boolean(rowOf(after, groupId)?.lastMessage),
    );
    expect(rowOf(after, groupId)?.lastMessage).toMatchObject({ excerpt: "", files: 1 });
  });

  it("shows why a message was refused and holds the next ones back until it is tried again or given up", async () => {
    const { customer, employee, groupId } = await aConversation();
    const client = await pages.livePage(employee, customer);
    await client.open(groupId);
    await archive(groupId);
    for (const body of ["one", "two", "three"]) await client.send(groupId, body);
    const first = () => client.getGroup(groupId).outgoing[0];
    await until(() => first()?.state === "failed");
    expect(first()).toMatchObject({
      body: "one",
      reason: "groups.may_not_post",
      requestId: expect.any(String) as string,
    });

    await client.discard(groupId, first()?.clientId ?? "");
    await until(() => first()?.body === "two" && first()?.state === "failed");
    await unarchive(groupId);
    await client.retry(groupId, first()?.clientId ?? "");

    await until(() => client.getGroup(groupId).outgoing.length === 0);
    expect(bodiesIn(client, groupId)).toEqual(["two", "three"]);
  });

  it("is kept when the session ends", async () => {
    const { customer, employee, groupId } = await aConversation();
    const outboxStore = memoryOutboxStore();
    const client = await pages.livePage(employee, customer, { outboxStore });

    await endSession(employee, {}, { now: new Date() });
    await until(() => client.getConnection() === "signed_out");
    await client.send(groupId, "for later");

    expect(await outboxStore.list()).toMatchObject([{ groupId, body: "for later", state: "sending" }]);
    expect(await messagesOf(groupId)).toEqual([]);
  });
});
