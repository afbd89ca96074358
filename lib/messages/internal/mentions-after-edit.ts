import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { mayMentionEveryone } from "@/lib/groups/policy";
import { enqueueJob, enqueueJobs } from "@/lib/jobs/enqueue-job";
import { mentionsIn } from "@/lib/messages/contract";

type EditedMentions = {
  messageId: string;
  groupId: string;
  senderId: string;
  before: string;
  after: string;
  /** Of the edit: who had read the message by then has not read their name. */
  sequence: number;
  now: Date;
};

/** The reason with which the mention of somebody who is named no more is cancelled. */
const NAME_REMOVED = "name_removed";

/**
 * Brings the mentions of a message in line with its new text, in the transaction of its edit (edge-cases §9.4): who is
 * named now and was not is told as of a new message, who is named no more is not told if that is still to come, and who was
 * named before is never told again.
 *
 * @throws AppError FORBIDDEN `messages.everyone_not_allowed`.
 */
export async function mentionsAfterEdit(tx: Tx, edit: EditedMentions): Promise<void> {
  const { messageId, groupId, sequence, now } = edit;
  const known = await tx.mention.findMany({
    where: { messageId },
    select: { personId: true, outcome: true, outcomeReason: true },
  });
  const { personIds, everyone } = mentionsIn(edit.after);
  const gone = known.filter(
    ({ personId, outcome }) => outcome === null && !everyone && !personIds.includes(personId),
  );
  await cancelMentions(tx, { messageId, personIds: idsOf(gone), reason: NAME_REMOVED, now });
  // Who was named, taken out before they were told, and is named again, is named for the first time as far as they know.
  const told = new Set(idsOf(known.filter(({ outcomeReason }) => outcomeReason !== NAME_REMOVED)));
  const added = (await newlyNamed(tx, edit)).filter(({ personId }) => !told.has(personId));
  if (added.length === 0) return;
  await tx.mention.deleteMany({ where: { messageId, personId: { in: idsOf(added) } } });
  await tx.mention.createMany({
    data: added.map(({ personId }) => ({ messageId, personId, groupId, sequence, createdAt: now })),
  });
  const waits = { customer: durations.cardGrace, service: durations.staffMail };
  const jobs = added.map(({ personId, side }) => ({
    key: personId,
    payload: { personId },
    runAt: new Date(now.getTime() + waits[side]),
  }));
  await enqueueJobs(tx, "notify-person", jobs, now);
}

const idsOf = (rows: readonly { personId: string }[]): string[] => rows.map(({ personId }) => personId);

/** The members whose name, or "everyone", stands in the text now and did not before. */
async function newlyNamed(tx: Tx, { groupId, senderId, before, after }: EditedMentions) {
  const [old, next] = [mentionsIn(before), mentionsIn(after)];
  const names = next.personIds.filter((id) => !old.personIds.includes(id));
  const isEveryone = next.everyone && !old.everyone;
  if (names.length === 0 && !isEveryone) return [];
  if (isEveryone) await requireEveryone(tx, groupId, senderId);
  return tx.groupMember.findMany({
    where: {
      groupId,
      leftAt: null,
      personId: isEveryone ? { not: senderId } : { not: senderId, in: names },
    },
    select: { personId: true, side: true },
  });
}

/** Who may not send it to everyone may not bring everyone in afterwards. */
async function requireEveryone(tx: Tx, groupId: string, personId: string): Promise<void> {
  const member = await tx.groupMember.findUniqueOrThrow({
    where: { groupId_personId: { groupId, personId } },
    select: { side: true, role: true },
  });
  const present = await tx.groupMember.count({ where: { groupId, leftAt: null } });
  if (!mayMentionEveryone(member, present)) throw new AppError("FORBIDDEN", "messages.everyone_not_allowed");
}

type Cancelled = { messageId: string; personIds?: readonly string[]; reason: string; now: Date };

/** Cancels those mentions of a message that are not decided yet; all of them without `personIds`. A card that went out stays. */
export async function cancelMentions(
  tx: Tx,
  { messageId, personIds, reason, now }: Cancelled,
): Promise<void> {
  if (personIds?.length === 0) return;
  await tx.mention.updateMany({
    where: { messageId, outcome: null, ...(personIds && { personId: { in: [...personIds] } }) },
    data: { outcome: "cancelled", outcomeReason: reason, outcomeAt: now },
  });
}

/**
 * Has the cards brought in line that a changed message stands on. Whoever is mentioned on a card has a mention that says so,
 * from the moment it is claimed.
 */
export async function wakeCardUpdates(tx: Tx, messageId: string, now: Date): Promise<void> {
  const told = await tx.mention.findFirst({
    where: { messageId, cardDeliveryId: { not: null } },
    select: { personId: true },
  });
  if (told === null) return;
  const runAt = new Date(now.getTime() + durations.cardUpdate);
  await enqueueJob(tx, "update-cards", { messageId }, { key: messageId, runAt });
}
