import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { bodiesIn, rowOf, say, TestClients } from "@/lib/testing/conversation-clients";
import { until } from "@/lib/testing/conversation-server";
import { aMainGroup, anEmployee, aConversation } from "@/lib/testing/conversation-world";

const pages = new TestClients();

beforeAll(() => pages.startServer());
afterAll(() => pages.stopServer());
afterEach(() => pages.stop());

describe("a conversation", () => {
  it("shows a message at once as on its way, then in the log, to both sides", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const [mine, theirs] = [
      await pages.livePage(employee, customer),
      await pages.livePage(engineer, customer),
    ];
    await Promise.all([mine.open(groupId), theirs.open(groupId)]);

    const sending = mine.send(groupId, "hello");
    expect(mine.getGroup(groupId).outgoing).toMatchObject([{ body: "hello", state: "sending" }]);
    await sending;
    await until(() => bodiesIn(mine, groupId).length > 0 && bodiesIn(theirs, groupId).length > 0);

    expect([bodiesIn(mine, groupId), bodiesIn(theirs, groupId)]).toEqual([["hello"], ["hello"]]);
    await until(() => mine.getGroup(groupId).outgoing.length === 0);
    expect(new Set([...theirs.getGroup(groupId).members.values()].map(({ name }) => name))).toEqual(
      new Set(["Zhao Min", "Wang Xiaoyu"]),
    );
  });

  it("counts what is unread and who mentions me, and forgets it when I or my other tab has read it", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const [tab, other] = [await pages.livePage(employee, customer), await pages.livePage(employee, customer)];
    await say(engineer, groupId, "one");
    await say(engineer, groupId, `<@${employee.personId}> two`);

    await until(() => rowOf(tab, groupId)?.unread === 2 && rowOf(other, groupId)?.unread === 2);
    expect(rowOf(tab, groupId)?.mentionsMe).toBe(true);
    // A name this page had never met is asked for.
    await until(() => rowOf(tab, groupId)?.lastMessage?.senderName === "Zhao Min");
    tab.markRead(groupId, 5);
    expect(rowOf(tab, groupId)).toMatchObject({ unread: 0, mentionsMe: false });

    await until(() => rowOf(other, groupId)?.unread === 0);
    const later = await pages.livePage(employee, customer);
    expect(rowOf(later, groupId)).toMatchObject({ unread: 0, mentionsMe: false, readSequence: 5 });
  });

  it("reads nothing while nobody looks", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const client = await pages.livePage(employee, customer);
    await say(engineer, groupId, "one");
    await until(() => rowOf(client, groupId)?.unread === 1);

    client.setVisible(false);
    client.markRead(groupId, 4);

    expect(rowOf(client, groupId)?.unread).toBe(1);
  });

  it("pages through the past, opens around a message, and comes back to the present without a gap", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    const sent = [];
    for (let index = 0; index < 130; index += 1) sent.push(await say(engineer, groupId, `message ${index}`));
    const all = sent.map((_, index) => `message ${index}`);
    const client = await pages.livePage(employee, customer);

    await client.open(groupId, { around: sent[20]?.id ?? "" });
    expect(client.getGroup(groupId)).toMatchObject({ loaded: true, hasAfter: true });
    await say(engineer, groupId, "meanwhile");
    await until(() => rowOf(client, groupId)?.sequence === 134);
    expect(bodiesIn(client, groupId)).not.toContain("meanwhile");
    while (client.getGroup(groupId).hasAfter) await client.loadAfter(groupId);
    await say(engineer, groupId, "now");
    await until(() => bodiesIn(client, groupId).includes("now"));
    while (client.getGroup(groupId).hasBefore) await client.loadBefore(groupId);

    expect(bodiesIn(client, groupId)).toEqual([...all, "meanwhile", "now"]);
  });

  it("says when the message of a link is not there, and shows the newest", async () => {
    const { customer, employee, engineer, groupId } = await aConversation();
    await say(engineer, groupId, "hello");
    const client = await pages.livePage(employee, customer);

    await client.open(groupId, { around: crypto.randomUUID() });

    await until(() => client.getGroup(groupId).problem === "messages.no_such_message");
    expect(bodiesIn(client, groupId)).toEqual(["hello"]);
  });

  it("drops everything of a group I am removed from", async () => {
    const { customer, employee, groupId } = await aConversation();
    const removed = await anEmployee(customer);
    await aMainGroup(customer, { employees: [removed] });
    const client = await pages.livePage(removed, customer);
    await client.open(groupId);

    await removeMember(employee, { groupId, personId: removed.personId }, { now: new Date() });

    await until(() => client.getGroups().length === 0);
    expect(client.getGroup(groupId)).toMatchObject({ loaded: false, messages: [] });
    expect(client.getGroup(groupId).members.size).toBe(0);
  });
});
