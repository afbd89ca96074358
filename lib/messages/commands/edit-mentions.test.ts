import { beforeEach, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { markRead } from "@/lib/messages/commands/mark-read";
import { recallMessage } from "@/lib/messages/commands/recall-message";
import { notifyPerson } from "@/lib/notifications/commands/notify-person";
import { aConversation, anEmployee, type Customer } from "@/lib/testing/conversation-world";
import { mentionsOf, reworded, said, wakeUpOf } from "@/lib/testing/message-moves";

let customer: Customer;
let author: EmployeeActor;
let engineer: StaffActor;
let colleague: EmployeeActor;
let groupId: string;

beforeEach(async () => {
  ({ customer, employee: author, engineer, groupId } = await aConversation());
  colleague = await joined("Lin Mei");
});

async function joined(name: string): Promise<EmployeeActor> {
  const person = await anEmployee(customer, name);
  await inTransaction((tx) => joinMainGroups(tx, { ...person, now: new Date() }));
  return person;
}

const outcomeOf = async (messageId: string, personId: string) =>
  (await mentionsOf(messageId)).find((mention) => mention.personId === personId);

it("a name that comes in is told as of a new message: read by who reads the edit, not by who had read the message", async () => {
  const id = await said(author, groupId, "can somebody look?");
  await markRead(colleague, { groupId, sequence: Number.MAX_SAFE_INTEGER });
  const now = new Date();

  const { sequence } = await reworded(
    author,
    id,
    `can <@${colleague.personId}> or <@${engineer.personId}> look?`,
    { now },
  );

  expect(await mentionsOf(id.messageId)).toEqual(
    [colleague, engineer]
      .map(({ personId }) => ({
        personId,
        sequence: BigInt(sequence),
        outcome: null,
        outcomeReason: null,
      }))
      .toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
  );
  expect(await wakeUpOf(colleague.personId)).toEqual(new Date(now.getTime() + durations.cardGrace));
  expect(await wakeUpOf(engineer.personId)).toEqual(new Date(now.getTime() + durations.staffMail));
  const row = async () => (await listMyGroups(colleague)).find(({ id: group }) => group === groupId);
  expect((await row())?.mentionsMe).toBe(true);
  await markRead(colleague, { groupId, sequence });
  expect((await row())?.mentionsMe).toBe(false);
});

it("a name that goes out is not told any more, and one that stays is told once", async () => {
  const staying = await joined("Staying");
  const id = await said(author, groupId, `<@${colleague.personId}> <@${staying.personId}> look`);

  await reworded(author, id, `<@${staying.personId}> look again`);

  expect(await outcomeOf(id.messageId, colleague.personId)).toMatchObject({
    outcome: "cancelled",
    outcomeReason: "name_removed",
  });
  const kept = await outcomeOf(id.messageId, staying.personId);
  expect(kept).toMatchObject({ outcome: null });
  // The mention is the message's own: as before the edit.
  const { sequence } = await prisma().message.findUniqueOrThrow({ where: { id: id.messageId } });
  expect(kept?.sequence).toBe(sequence);
  const [row] = (await listMyGroups(colleague)).filter(({ id: group }) => group === groupId);
  expect(row?.mentionsMe).toBe(false);
});

it("who was told already is told no second time, however often their name goes out and in", async () => {
  const id = await said(author, groupId, `<@${colleague.personId}> look`);
  await prisma().mention.updateMany({
    where: { messageId: id.messageId },
    data: { outcome: "sent", outcomeAt: new Date() },
  });
  const before = await mentionsOf(id.messageId);

  await reworded(author, id, "look");
  await reworded(author, id, `look, <@${colleague.personId}>`, { version: 2 });

  expect(await mentionsOf(id.messageId)).toEqual(before);
});

it("who was taken out before they were told, and is named again, is told", async () => {
  const id = await said(author, groupId, `<@${colleague.personId}> look`);
  await reworded(author, id, "look");

  const { sequence } = await reworded(author, id, `look, <@${colleague.personId}>`, { version: 2 });

  expect(await outcomeOf(id.messageId, colleague.personId)).toMatchObject({
    outcome: null,
    sequence: BigInt(sequence),
  });
});

it("everyone: who joined since is not named by an edit beside it, and all are once it comes in", async () => {
  const id = await said(author, groupId, "<@all> a notice");
  const newcomer = await joined("Newcomer");
  await reworded(author, id, "<@all> the notice");
  expect(await outcomeOf(id.messageId, newcomer.personId)).toBeUndefined();

  const other = await said(author, groupId, `<@${colleague.personId}> a notice`);
  await reworded(author, other, "<@all> a notice");
  expect((await mentionsOf(other.messageId)).map(({ personId }) => personId)).toEqual(
    [colleague, newcomer, engineer].map(({ personId }) => personId).toSorted(),
  );
  await reworded(author, other, "a notice", { version: 2 });
  const outcomes = (await mentionsOf(other.messageId)).map(({ outcomeReason }) => outcomeReason);
  expect(outcomes).toEqual(["name_removed", "name_removed", "name_removed"]);
});

it("nobody outside of the group, and never the author, is named by an edit", async () => {
  const outsider = await anEmployee(customer, "Outsider");
  const id = await said(author, groupId, "hello");

  await reworded(author, id, `<@${outsider.personId}> <@${author.personId}>`);

  expect(await mentionsOf(id.messageId)).toEqual([]);
});

it("a recall cancels what is pending, leaves what was decided, and sends no card afterwards", async () => {
  const told = await joined("Told");
  const id = await said(author, groupId, `<@${colleague.personId}> <@${told.personId}> the password is 1234`);
  await prisma().mention.update({
    where: { messageId_personId: { messageId: id.messageId, personId: told.personId } },
    data: { outcome: "read_first", outcomeAt: new Date() },
  });

  await recallMessage(author, id, { now: new Date() });
  await notifyPerson(
    { kind: "system", name: "test" },
    { personId: colleague.personId },
    { now: new Date(Date.now() + durations.cardWindow) },
  );

  expect(await outcomeOf(id.messageId, colleague.personId)).toMatchObject({
    outcome: "cancelled",
    outcomeReason: "recalled",
  });
  expect(await outcomeOf(id.messageId, told.personId)).toMatchObject({ outcome: "read_first" });
  expect(await prisma().cardDelivery.count({ where: { personId: colleague.personId } })).toBe(0);
  expect((await listMyGroups(colleague)).find(({ id: group }) => group === groupId)).toMatchObject({
    mentionsMe: false,
    lastMessage: { excerpt: "", recalled: true },
  });
});
