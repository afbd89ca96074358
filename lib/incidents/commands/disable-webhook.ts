import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { DisableWebhookInput } from "@/lib/incidents/webhook";

/**
 * Tells a system of the vendor nothing more; what waits to be told is given up. Again changes nothing.
 *
 * @throws AppError NOT_FOUND `incidents.no_such_webhook`.
 */
export async function disableWebhook(
  actor: SystemActor,
  { name }: DisableWebhookInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const webhook = await tx.pagingWebhook.findUnique({ where: { name } });
    if (!webhook) throw new AppError("NOT_FOUND", "incidents.no_such_webhook");
    const { count } = await tx.pagingWebhook.updateMany({
      where: { id: webhook.id, disabledAt: null },
      data: { disabledAt: now },
    });
    if (count === 0) return;
    await tx.page.updateMany({
      where: { webhookId: webhook.id, status: "pending" },
      data: { status: "failed", failure: "webhook_disabled", finishedAt: now, nextAttemptAt: null },
    });
    await recordAudit(tx, actor, {
      action: "paging_webhook.disabled",
      subjectType: "paging_webhook",
      subjectId: webhook.id,
      accountId: null,
      now,
    });
  });
}
