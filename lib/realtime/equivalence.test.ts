import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { EmployeeActor, PersonActor } from "@/lib/actor/actor";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/events/record-event";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { setMemberRole } from "@/lib/groups/commands/set-member-role";
import { listMembers } from "@/lib/groups/queries/list-members";
import { archiveGroupsOf } from "@/lib/groups/archive-groups-of";
import { restoreGroupsOf } from "@/lib/groups/restore-groups-of";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { editMessage } from "@/lib/messages/commands/edit-message";
import { markRead } from "@/lib/messages/commands/mark-read";
import { reactToMessage } from "@/lib/messages/commands/react-to-message";
import { recallMessage } from "@/lib/messages/commands/recall-message";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { listMessagesInput } from "@/lib/messages/contract";
import { listMessages } from "@/lib/messages/queries/list-messages";
import { ConversationClient } from "@/lib/realtime/browser/conversation-client";
import { OpenGroups } from "@/lib/realtime/browser/open-groups";
import { ReadClient } from "@/lib/realtime/browser/read-client";
import { headersOf, startConversationServer, until } from "@/lib/testing/conversation-server";
import {
  aCustomer,
  aMainGroup,
  anEmployee,
  anEngineer,
  archive,
  type Customer,
} from "@/lib/testing/conversation-world";

let server: Awaited<ReturnType<typeof startConversationServer>>;

beforeAll(async () => {
  server = await startConversationServer();
});

afterAll(() => server.stop());

const now = () => ({ now: new Date() });
const say = (actor: PersonActor, groupId: string, body: string) =>
  sendMessage(actor, { groupId, clientId: crypto.randomUUID(), body });

/** Everything that can happen in a group, by the name its log has for it. A new name without a line here does not compile. */
type Happening = (world: {
  groupId: string;
  customer: Customer;
  owner: EmployeeActor;
  me: EmployeeActor;
  engineer: PersonActor;
}) => Promise<unknown>;
const happenings: Record<Parameters<typeof recordEvent>[1]["type"], Happening> = {
  "message.created": async ({ groupId, engineer, owner, me }) => {
    await Promise.all([
      say(engineer, groupId, "one"),
      say(owner, groupId, `<@${me.personId}> two`),
      say(me, groupId, "mine"),
    ]);
  },
  "message.edited": async ({ groupId, owner, me }) => {
    const { id } = await say(owner, groupId, "what is it?");
    const { sequence } = await say(owner, groupId, "hello?");
    const replyToId = id;
    await sendMessage(me, { groupId, clientId: crypto.randomUUID(), body: "this", replyToId });
    await markRead(me, { groupId, sequence });
    const edit = { groupId, messageId: id, version: 1, body: `what is it, <@${me.personId}>?` };
    await editMessage(owner, edit, now());
  },
  "message.recalled": async ({ groupId, owner, me }) => {
    const { id } = await say(owner, groupId, `<@${me.personId}> a secret`);
    await sendMessage(me, { groupId, clientId: crypto.randomUUID(), body: "this?", replyToId: id });
    await recallMessage(owner, { groupId, messageId: id }, now());
    const last = await say(owner, groupId, "and another");
    await recallMessage(owner, { groupId, messageId: last.id }, now());
  },
  "message.reacted": async ({ groupId, owner, me }) => {
    const { id } = await say(me, groupId, "shall we?");
    const reaction = { groupId, messageId: id, emoji: "👍" as const };
    await reactToMessage(owner, { ...reaction, on: true }, now());
    await reactToMessage(me, { ...reaction, on: true }, now());
    await reactToMessage(owner, { ...reaction, on: false }, now());
  },
  "member.joined": async ({ customer }) => {
    const { personId, channelId, accountId } = await anEmployee(customer, "Newcomer");
    await inTransaction((tx) => joinMainGroups(tx, { personId, channelId, accountId, ...now() }));
  },
  "member.left": async ({ groupId, owner, customer }) => {
    const leaver = await anEmployee(customer, "Leaver");
    await inTransaction((tx) => joinMainGroups(tx, { ...leaver, ...now() }));
    await removeMember(owner, { groupId, personId: leaver.personId }, now());
  },
  "member.changed": ({ groupId, owner, me }) =>
    setMemberRole(owner, { groupId, personId: me.personId, role: "owner" }, now()),
  "group.created": ({ groupId }) =>
    inTransaction((tx) =>
      recordEvent(tx, { groupId, type: "group.created", subjectId: groupId, actorId: null, ...now() }),
    ),
  "group.archived": async ({ groupId }) => {
    await archive(groupId);
    await inTransaction((tx) =>
      recordEvent(tx, { groupId, type: "group.archived", subjectId: groupId, actorId: null, ...now() }),
    );
  },
  "group.restored": async ({ customer }) => {
    await inTransaction((tx) => archiveGroupsOf(tx, customer.channelId, now().now));
    await inTransaction((tx) => restoreGroupsOf(tx, customer.channelId, now().now));
  },
};

async function aWorld() {
  const customer = await aCustomer();
  const [owner, me, engineer] = [
    await anEmployee(customer, "Owner"),
    await anEmployee(customer, "Me"),
    await anEngineer("Engineer"),
  ];
  const groupId = await aMainGroup(customer, { staff: [engineer], employees: [owner, me] });
  return { customer, owner, me, engineer, groupId };
}

it.each(Object.entries(happenings))(
  "a page told of %s shows what a page loaded afterwards shows",
  async (_name, happen) => {
    const world = await aWorld();
    const { me, groupId, customer } = world;
    const client = new ConversationClient({
      door: { kind: "employee", appId: customer.appId },
      baseUrl: server.url,
      me: me.personId,
      initialGroups: await listMyGroups(me),
      extraHeaders: await headersOf(me, customer.appId),
    });
    client.start();
    await client.open(groupId);
    await until(() => client.getConnection() === "live");

    await happen(world);
    await say(world.engineer, groupId, "the last word").catch(() => undefined);

    const [rows, page, members] = await Promise.all([
      listMyGroups(me),
      listMessages(me, listMessagesInput.parse({ groupId, limit: 100 })),
      listMembers(me, { groupId }),
    ]);
    const loaded = {
      rows,
      messages: page.messages,
      hasMore: [page.hasBefore, page.hasAfter],
      members: new Map(members.map((member) => [member.personId, member])),
    };
    await vi.waitFor(() => {
      const state = client.getGroup(groupId);
      const { messages, hasBefore, hasAfter } = state;
      const shown = {
        rows: client.getGroups(),
        messages,
        hasMore: [hasBefore, hasAfter],
        members: state.members,
      };
      expect(shown).toEqual(loaded);
    }, 10_000);
    client.stop();
  },
);

it("asks for what a gap in the pushed log hides, and shows each message once", async () => {
  const { customer, me, engineer, groupId } = await aWorld();
  const headers = await headersOf(me, customer.appId);
  let asked = 0;
  const reads = new ReadClient({
    door: { kind: "employee", appId: customer.appId },
    baseUrl: server.url,
    headers,
    fetch: (...call) => {
      asked += 1;
      return fetch(...call);
    },
  });
  const groups = new OpenGroups({
    me: me.personId,
    reads,
    isLive: () => true,
    reading: () => ({ readSequence: 0, unread: 0 }),
    onChange: () => undefined,
    onApplied: () => undefined,
    onFailure: () => undefined,
  });
  await groups.open(groupId);
  const before = asked;
  for (let index = 0; index < 10; index += 1) await say(engineer, groupId, `message ${index}`);
  const { messages } = await listMessages(me, listMessagesInput.parse({ groupId }));
  const frame = (from: number, to: number) => ({
    groupId,
    from: from + 4,
    to: to + 4,
    events: messages
      .slice(from, to + 1)
      .map((message) => ({ type: "message.created" as const, sequence: message.sequence, message })),
  });

  groups.frame(frame(0, 1));
  groups.frame(frame(1, 2)); // overlaps
  groups.frame(frame(0, 1)); // again
  expect(groups.state(groupId).messages).toHaveLength(3);
  expect(asked).toBe(before);
  groups.frame(frame(5, 6)); // three are missing
  groups.frame(frame(8, 9)); // and while they are asked for, one more

  await until(() => groups.state(groupId).messages.length === 10);
  expect(groups.state(groupId).messages).toEqual(messages);
  expect(asked).toBe(before + 1);
});
