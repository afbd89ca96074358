import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { removeMember } from "@/lib/groups/commands/remove-member";
import type { MessageView } from "@/lib/messages/contract";
import type { ConversationClient } from "@/lib/realtime/browser/conversation-client";
import { say, TestClients } from "@/lib/testing/conversation-clients";
import { aConversation, aGroupOfKind, type Customer } from "@/lib/testing/conversation-world";

const clients = new TestClients();
let customer: Customer;
let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;

beforeAll(() => clients.startServer());
afterAll(() => clients.stopServer());
beforeEach(async () => {
  ({ customer, employee, engineer, groupId } = await aConversation());
});
afterEach(() => clients.stop());

const messagesIn = (page: ConversationClient): readonly MessageView[] => page.getGroup(groupId).messages;
const shown = (page: ConversationClient, id: string) => messagesIn(page).find((message) => message.id === id);

async function twoPages() {
  const mine = await clients.livePage(employee, customer);
  const theirs = await clients.livePage(engineer, customer);
  await Promise.all([mine.open(groupId), theirs.open(groupId)]);
  return { mine, theirs };
}

describe("on the open pages of both sides", () => {
  it("an edit, a reaction, a reply and a recall are seen at once, each by its own socket event", async () => {
    const { mine, theirs } = await twoPages();
    const { id } = await say(employee, groupId, "what is it?");
    await vi.waitFor(() => expect(shown(theirs, id)).toBeDefined());

    const edit = { groupId, messageId: id, version: 1, body: "what is this?" };
    expect(await mine.moves.edit(edit)).toMatchObject({ ok: true, value: { version: 2 } });
    const thumb = { groupId, messageId: id, emoji: "👍" as const, on: true };
    expect(await theirs.moves.react(thumb)).toMatchObject({ ok: true });
    await theirs.send(groupId, "a test", [], id);
    await vi.waitFor(() => {
      expect(messagesIn(mine)).toEqual(messagesIn(theirs));
      expect(messagesIn(mine).slice(-2)).toMatchObject([
        {
          body: "what is this?",
          edited: { version: 2 },
          reactions: [{ emoji: "👍", personIds: [engineer.personId] }],
        },
        { body: "a test", replyTo: { id, body: "what is this?", recalled: false } },
      ]);
    });
    expect(theirs.getGroup(groupId).outgoing).toEqual([]);

    expect(await mine.moves.recall({ groupId, messageId: id })).toMatchObject({ ok: true });
    await vi.waitFor(() => {
      expect(messagesIn(mine)).toEqual(messagesIn(theirs));
      expect(messagesIn(theirs).slice(-2)).toMatchObject([
        { body: "", recalled: { byId: employee.personId } },
        { body: "a test", replyTo: { id, body: "", recalled: true } },
      ]);
    });
    expect(JSON.stringify(messagesIn(theirs))).not.toContain("what is");
  });

  it("the conversation list follows: what the last message says, whom it names, and that it is gone", async () => {
    const { mine, theirs } = await twoPages();
    const row = () => theirs.getGroups().find(({ id }) => id === groupId);
    const { id } = await say(employee, groupId, "what is it?");
    await vi.waitFor(() => expect(row()?.lastMessage?.excerpt).toBe("what is it?"));

    const body = `what is it, <@${engineer.personId}>?`;
    await mine.moves.edit({ groupId, messageId: id, version: 1, body });
    await vi.waitFor(() =>
      expect(row()).toMatchObject({ mentionsMe: true, lastMessage: { excerpt: "what is it, @Zhao Min?" } }),
    );
    await mine.moves.recall({ groupId, messageId: id });
    await vi.waitFor(() =>
      expect(row()).toMatchObject({ mentionsMe: false, lastMessage: { excerpt: "", recalled: true } }),
    );
  });
});

describe("without a connection", () => {
  it("nothing is done or kept for later, and who comes back sees everything as it is now", async () => {
    const { mine, theirs } = await twoPages();
    const { id } = await say(employee, groupId, "first");
    const { id: secret } = await say(employee, groupId, "secret");
    await vi.waitFor(() => expect(shown(theirs, secret)).toBeDefined());
    theirs.stop();

    const refused = { ok: false, error: { reason: "messages.needs_connection" } };
    expect(await theirs.moves.react({ groupId, messageId: id, emoji: "👍", on: true })).toMatchObject(
      refused,
    );
    await mine.moves.edit({ groupId, messageId: id, version: 1, body: "second" });
    await mine.moves.edit({ groupId, messageId: id, version: 2, body: "third" });
    await mine.moves.recall({ groupId, messageId: secret });
    expect(shown(theirs, id)?.body).toBe("first");

    theirs.start();
    await vi.waitFor(() => expect(messagesIn(theirs)).toEqual(messagesIn(mine)), 5_000);
    expect(
      messagesIn(theirs)
        .slice(-2)
        .map(({ body }) => body),
    ).toEqual(["third", ""]);
    expect(shown(theirs, id)).not.toHaveProperty("reactions");
  });
});

describe("who may not", () => {
  it("is told why, and a removed member nothing of the group", async () => {
    const own = await aGroupOfKind(customer, "ticket", [employee, engineer]);
    const page = await clients.livePage(employee, customer);
    const { id } = await say(engineer, own, "mine");
    const edit = { groupId: own, messageId: id, version: 1, body: "yours" };
    expect(await page.moves.edit(edit)).toMatchObject({ error: { reason: "messages.not_yours" } });
    expect(await page.moves.edit({ ...edit, body: "\0" })).toMatchObject({
      error: { code: "INVALID_INPUT", reason: "messages.not_text" },
    });

    const system = { kind: "system", name: "test" } as const;
    await removeMember(system, { groupId: own, personId: employee.personId }, { now: new Date() });
    const answers = [
      await page.moves.edit(edit),
      await page.moves.recall({ groupId: own, messageId: id }),
      await page.moves.react({ groupId: own, messageId: id, emoji: "👍", on: true }),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ error: { code: "NOT_FOUND", reason: "groups.no_such_group" } });
  });
});
