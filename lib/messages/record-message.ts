import type { Tx } from "@/lib/db/prisma";
import { recordEvent } from "@/lib/events/record-event";
import type { NoticeView } from "@/lib/groups/contract";

type NewMessage = {
  id: string;
  groupId: string;
  senderId: string | null;
  clientId: string;
  body: string;
  notice?: NoticeView;
  now: Date;
};

/**
 * Writes one message into a group's log, in the caller's transaction, for use cases that say something along with what
 * they do; what people send goes through the writer. Answers its sequence.
 */
export async function recordMessage(tx: Tx, message: NewMessage): Promise<number> {
  const { id, groupId, senderId, clientId, body, notice, now } = message;
  const sequence = await recordEvent(tx, {
    groupId,
    type: "message.created",
    subjectId: id,
    actorId: senderId,
    now,
  });
  await tx.message.create({
    data: {
      id,
      groupId,
      sequence,
      senderId,
      clientId,
      body,
      createdAt: now,
      ...(notice === undefined ? {} : { notice }),
    },
  });
  return sequence;
}
