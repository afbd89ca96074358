import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { NotificationSettingsInput, NotificationSettingsView } from "@/lib/notifications/contract";
import { cardSettings } from "@/lib/notifications/internal/card-settings";

/**
 * Sets what the actor wants of cards about mentions. Mentions that wait are looked at anew: what waited for the end of a
 * quiet time that is no more goes out, and of cards that are off nothing does. A card on its way may still arrive.
 */
export async function setNotificationSettings(
  actor: EmployeeActor,
  { cards, quiet, hideContent }: NotificationSettingsInput,
  { now }: At,
): Promise<NotificationSettingsView> {
  const { personId } = actor;
  return inTransaction(async (tx) => {
    const chosen = {
      cards,
      hideContent,
      quietFrom: quiet?.from ?? null,
      quietTo: quiet?.to ?? null,
      zone: quiet?.zone ?? null,
      updatedAt: now,
    };
    await tx.notificationSettings.upsert({
      where: { personId },
      create: { personId, ...chosen },
      update: chosen,
    });
    await enqueueJob(tx, "notify-person", { personId }, { key: personId, runAt: now, ifWaiting: "replace" });
    return cardSettings(tx, personId);
  });
}
