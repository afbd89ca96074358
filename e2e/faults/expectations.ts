import { expect, vi } from "vitest";
import { UNREAD_LIMIT } from "@/lib/groups/contract";
import { prisma } from "@/lib/db/prisma";
import { isWithoutHoles, messagesOf } from "@/lib/testing/conversation-world";
import type { Acknowledged } from "./acknowledgements";
import type { Participant } from "./participant";

/** Every message that was typed is stored once, in its author's order, as it was acknowledged; no log has a hole. */
export async function expectEveryMessageOnce(
  participants: readonly Participant[],
  groupIds: readonly string[],
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const stored = new Map<string, { id: string; sequence: number; groupId: string }>();
  for (const groupId of groupIds) {
    expect(await isWithoutHoles(groupId), "a log without holes that ends where its group says").toBe(true);
    const messages = await prisma().message.findMany({ where: { groupId }, orderBy: { sequence: "asc" } });
    for (const { personId, typed, who } of participants) {
      const theirs = messages.filter(({ senderId }) => senderId === personId).map(({ body }) => body);
      const intended = typed.filter((line) => line.groupId === groupId).map(({ body }) => body);
      expect(theirs, `what ${who.name} typed, once and in order`).toEqual(intended);
    }
    for (const { clientId, id, sequence } of messages)
      stored.set(clientId, { id, sequence: Number(sequence), groupId });
  }
  const typed = participants.flatMap((one) => one.typed).length;
  expect(stored.size, "messages, by the ids their authors' pages gave them").toBe(typed);
  // Few see their message in the log before its acknowledgement comes; then none is waited for.
  const clientIds = new Set(acknowledged.map(({ clientId }) => clientId));
  expect(clientIds.size, "acknowledged messages").toBeGreaterThan(typed / 2);
  for (const { clientId, ...told } of acknowledged) expect(stored.get(clientId)).toEqual(told);
}

/** Each page comes to show what the database holds, and to count as unread what its reader has not seen. */
export async function expectSameOnEveryScreen(
  participants: readonly Participant[],
  groupIds: readonly string[],
): Promise<void> {
  for (const groupId of groupIds) {
    const messages = await messagesOf(groupId);
    for (const participant of participants.filter((one) => one.groupIds.includes(groupId)))
      // Lists and read positions follow within moments, not at once.
      await vi.waitFor(() => expectScreen(participant, groupId, messages), {
        timeout: 20_000,
        interval: 100,
      });
  }
}

type Stored = Awaited<ReturnType<typeof messagesOf>>;

async function expectScreen(participant: Participant, groupId: string, messages: Stored): Promise<void> {
  const { personId, client, reads, who } = participant;
  const shown = client.getGroup(groupId).messages;
  expect(
    shown.map(({ id, sequence, clientId, body }) => ({ id, sequence, clientId, body })),
    `what ${who.name} sees`,
  ).toEqual(messages);
  const member = await prisma().groupMember.findUniqueOrThrow({
    where: { groupId_personId: { groupId, personId } },
  });
  const read = Number(member.readSequence);
  const [first, last] = [messages.at(0)?.sequence ?? 0, messages.at(-1)?.sequence ?? 0];
  // Whoever looks at nothing has read only what was there before they came.
  if (reads) expect(read, `how far ${who.name} has read`).toBe(last);
  else expect(read, `how far ${who.name} has read`).toBeLessThan(first);
  const unread = reads ? 0 : shown.filter(({ senderId }) => senderId !== personId).length;
  expect(
    client.getGroups().find(({ id }) => id === groupId),
    `the list of ${who.name}`,
  ).toMatchObject({
    sequence: last,
    readSequence: read,
    unread: Math.min(UNREAD_LIMIT, unread),
  });
}
