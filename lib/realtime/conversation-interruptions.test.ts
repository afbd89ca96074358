import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bodiesIn, rowOf, say, TestClients } from "@/lib/testing/conversation-clients";
import { until } from "@/lib/testing/conversation-server";
import {
  aMainGroup,
  anEmployee,
  isWithoutHoles,
  messagesOf,
  aConversation,
} from "@/lib/testing/conversation-world";
import { sendElsewhere } from "@/lib/testing/message-path";

const pages = new TestClients();

beforeAll(() => pages.startServer());
afterAll(() => pages.stopServer());
afterEach(() => pages.stop());

describe("interruptions", () => {
  it("loses nothing, doubles nothing and keeps every sender's order while the server comes and goes", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const colleague = await anEmployee(customer);
    await aMainGroup(customer, { employees: [colleague] });
    const clients = await Promise.all(
      [employee, engineer, colleague].map((actor) => pages.livePage(actor, customer)),
    );
    await Promise.all(clients.map((client) => client.open(groupId)));

    const talking = clients.map(async (client, who) => {
      for (let index = 0; index < 40; index += 1) {
        await client.send(groupId, `${who}:${index}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    for (let round = 0; round < 3; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await pages.stopServer();
      await pages.startServer();
    }
    await Promise.all(talking);

    await until(() => clients.every((client) => client.getGroup(groupId).outgoing.length === 0));
    await until(() => clients.every((client) => bodiesIn(client, groupId).length === 120));
    const stored = (await messagesOf(groupId)).map(({ body }) => body);
    for (const client of clients) expect(bodiesIn(client, groupId)).toEqual(stored);
    for (const who of [0, 1, 2])
      expect(stored.filter((body) => body.startsWith(`${who}:`))).toEqual(
        Array.from({ length: 40 }, (_, index) => `${who}:${index}`),
      );
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("says how much was missed", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const client = await pages.livePage(employee, customer);
    await client.open(groupId);

    await pages.stopServer();
    await until(() => client.getConnection() === "reconnecting");
    await sendElsewhere(groupId, engineer, "one");
    await sendElsewhere(groupId, engineer, `<@${employee.personId}> two`);
    await sendElsewhere(groupId, employee, "mine");
    await pages.startServer();

    await until(() => bodiesIn(client, groupId).length === 3);
    expect(client.getGroup(groupId).caughtUp).toEqual({ messages: 2, mentions: 1 });
    await until(() => rowOf(client, groupId)?.unread === 2);
    expect(rowOf(client, groupId)?.mentionsMe).toBe(true);
  });

  it("loads the group anew above 500 missed events, and not below", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    await say(engineer, groupId, "before");
    const client = await pages.livePage(employee, customer);
    await client.open(groupId);
    const missed = async (count: number) => {
      client.stop();
      await Promise.all(
        Array.from({ length: count }, (_, index) => say(engineer, groupId, `message ${index}`)),
      );
      client.start();
      await until(() => bodiesIn(client, groupId).at(-1) === `message ${count - 1}`);
    };

    await missed(499);
    expect(bodiesIn(client, groupId)).toHaveLength(500);
    expect(client.getGroup(groupId)).toMatchObject({ hasBefore: false, caughtUp: { messages: 499 } });
    await missed(502);

    expect(bodiesIn(client, groupId)).toHaveLength(50);
    expect(client.getGroup(groupId)).toMatchObject({
      hasBefore: true,
      hasAfter: false,
      caughtUp: { messages: 502 },
    });
  });

  it("keeps snapshots the same object until they change", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const client = await pages.livePage(employee, customer);
    await client.open(groupId);
    const before = {
      groups: client.getGroups(),
      group: client.getGroup(groupId),
      unknown: client.getGroup("unknown"),
    };
    let changes = 0;
    const stop = client.subscribe(() => (changes += 1));
    expect([client.getGroups(), client.getGroup(groupId), client.getGroup("unknown")]).toEqual([
      before.groups,
      before.group,
      before.unknown,
    ]);
    expect(client.getGroup(groupId)).toBe(before.group);
    expect(client.getGroup("unknown")).toBe(before.unknown);

    await say(engineer, groupId, "hello");
    await until(() => bodiesIn(client, groupId).length === 1);
    stop();

    expect(changes).toBeGreaterThan(0);
    expect(client.getGroup(groupId)).not.toBe(before.group);
    expect(before.group.messages).toEqual([]);
  });
});
