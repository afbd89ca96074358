import type { Tx } from "@/lib/db/prisma";
import { newId } from "@/lib/db/new-id";
import { durations } from "@/lib/config/durations";
import type { NoticeView } from "@/lib/groups/contract";
import type { NoticeKind } from "@/lib/i18n/notice-words";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordMessage } from "@/lib/messages/record-message";

type NewNotice = {
  groupId: string;
  kind: NoticeKind;
  data: NoticeView["data"];
  /** Who caused it; the line is not unread for them. */
  actorId: string | null;
  /** Members it concerns: they are notified as if the line mentioned them. */
  addressees?: readonly (string | null)[];
  now: Date;
};

/**
 * Writes a system line into a group's log, in the caller's transaction. The addressees who are members now, the actor
 * excepted, get a mention of it, and the job that decides what becomes of that. Answers the message's id.
 */
export async function recordNotice(tx: Tx, notice: NewNotice): Promise<string> {
  const { groupId, kind, data, actorId, addressees = [], now } = notice;
  const wanted = [...new Set(addressees)].filter((id) => id !== null && id !== actorId);
  const concerned = await tx.groupMember.findMany({
    where: { groupId, leftAt: null, personId: { in: wanted.filter((id) => id !== null) } },
    select: { personId: true, side: true },
    orderBy: { personId: "asc" }, // the order in which everybody takes the keys of jobs
  });
  const id = newId();
  const sequence = await recordMessage(tx, {
    id,
    groupId,
    senderId: await senderOf(tx, groupId, actorId),
    clientId: id,
    body: "",
    notice: { kind, data, addressees: concerned.map(({ personId }) => personId) },
    now,
  });
  await tx.mention.createMany({
    data: concerned.map(({ personId }) => ({ messageId: id, personId, groupId, sequence, createdAt: now })),
  });
  for (const { personId, side } of concerned) {
    const wait = side === "customer" ? durations.cardGrace : durations.staffMail;
    const runAt = new Date(now.getTime() + wait);
    await enqueueJob(tx, "notify-person", { personId }, { key: personId, runAt });
  }
  return id;
}

/** Only who is or was a member can be a sender; what somebody else caused is the product's word. */
async function senderOf(tx: Tx, groupId: string, actorId: string | null): Promise<string | null> {
  if (actorId === null) return null;
  const member = await tx.groupMember.findUnique({
    where: { groupId_personId: { groupId, personId: actorId } },
    select: { personId: true },
  });
  return member?.personId ?? null;
}
