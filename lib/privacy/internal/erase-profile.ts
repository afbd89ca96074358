import type { Tx } from "@/lib/db/prisma";

/** Whatever says who this was, wherever it stands; the ids stay. */
export async function eraseProfile(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.person.update({
    where: { id: personId },
    data: { name: "", avatarUrl: null, timeZone: null, locale: "zh-CN", erasedAt: now },
  });
  await tx.feishuIdentity.deleteMany({ where: { personId } });
  await tx.incident.updateMany({ where: { declaredById: personId }, data: { callbackNumber: null } });
  // A card that is being sent at this moment is recorded only as long as its row says "sending".
  await tx.cardDelivery.updateMany({
    where: { personId, status: "sending" },
    data: { status: "failed", failureClass: "person_gone", finishedAt: now, nextAttemptAt: null },
  });
  await tx.cardDelivery.updateMany({
    where: { personId },
    data: { cardId: null, feishuMessageId: null, feishuChatId: null, logId: null },
  });
  await tx.mention.updateMany({
    where: { personId, outcome: null },
    data: { outcome: "cancelled", outcomeReason: "left_group", outcomeAt: now },
  });
}
