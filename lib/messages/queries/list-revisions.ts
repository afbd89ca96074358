import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { accessMessage } from "@/lib/messages/access";
import type { MessageIdInput, RevisionView } from "@/lib/messages/contract";

/**
 * What a message said before its edits, the newest first, for every member: who reads "edited" may ask what it was. Of a
 * recalled message nothing is left.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `messages.no_such_message`.
 */
export async function listRevisions(actor: PersonActor, id: MessageIdInput): Promise<RevisionView[]> {
  const { message } = await accessMessage(prisma(), actor, id, "read");
  const revisions = await prisma().messageRevision.findMany({
    where: { messageId: message.id },
    select: { version: true, body: true, writtenAt: true },
    orderBy: { version: "desc" },
  });
  return revisions.map(({ writtenAt, ...said }) => ({ ...said, writtenAt: writtenAt.toISOString() }));
}
