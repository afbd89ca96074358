import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { editMessage } from "@/lib/messages/commands/edit-message";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { listMessagesInput, type MessageView } from "@/lib/messages/contract";
import { listMessages } from "@/lib/messages/queries/list-messages";

/** Posts a message; answers its id with its group, as what is done to it names it. */
export async function said(
  actor: PersonActor,
  groupId: string,
  body: string,
  more: { replyToId?: string; attachmentIds?: string[] } = {},
): Promise<{ groupId: string; messageId: string }> {
  const { id } = await sendMessage(actor, { groupId, clientId: crypto.randomUUID(), body, ...more });
  return { groupId, messageId: id };
}

/** Edits the first version of a message at this time. */
export async function reworded(
  actor: PersonActor,
  id: { groupId: string; messageId: string },
  body: string,
  { version = 1, now = new Date() }: { version?: number; now?: Date } = {},
) {
  return editMessage(actor, { ...id, version, body }, { now });
}

/** A message as this person reads it in the history. */
export async function asRead(
  actor: PersonActor,
  { groupId, messageId }: { groupId: string; messageId: string },
): Promise<MessageView | undefined> {
  const page = await listMessages(actor, listMessagesInput.parse({ groupId, limit: 100 }));
  return page.messages.find(({ id }) => id === messageId);
}

/** Everything that could change when a message of this group does. */
export async function stateOfMessages(groupId: string) {
  return {
    messages: await prisma().message.findMany({ where: { groupId }, orderBy: { sequence: "asc" } }),
    events: await prisma().groupEvent.count({ where: { groupId } }),
    mentions: await prisma().mention.findMany({ where: { groupId }, orderBy: { personId: "asc" } }),
    revisions: await prisma().messageRevision.count({ where: { message: { groupId } } }),
    reactions: await prisma().reaction.count({ where: { message: { groupId } } }),
    files: await prisma().attachment.findMany({ where: { groupId }, orderBy: { id: "asc" } }),
  };
}

/** The mentions of a message: whom, and what became of it. */
export async function mentionsOf(messageId: string) {
  return prisma().mention.findMany({
    where: { messageId },
    select: { personId: true, sequence: true, outcome: true, outcomeReason: true },
    orderBy: { personId: "asc" },
  });
}

/** When the job that looks at this person is to run; null if none waits. */
export async function wakeUpOf(personId: string): Promise<Date | null> {
  const rows = await prisma().$queryRaw<{ run_at: Date }[]>`
    SELECT run_at FROM graphile_worker.jobs WHERE key = ${`notify-person:${personId}`}`;
  return rows[0]?.run_at ?? null;
}
