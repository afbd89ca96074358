import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { sealSecret } from "@/lib/config/secret-box";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { AddWebhookInput } from "@/lib/incidents/webhook";

/**
 * Has a system of the vendor told of every emergency from now on. Its secret is kept sealed and shown nowhere.
 *
 * @throws AppError CONFLICT `incidents.webhook_name_taken`; a name stays taken when its webhook is disabled.
 */
export async function addWebhook(
  actor: SystemActor,
  { name, url, format, secret }: AddWebhookInput,
  { now }: At,
): Promise<void> {
  const id = newId();
  const { ciphertext, keyId } = sealSecret(secret, id);
  await inTransaction(async (tx) => {
    const made = await tx.pagingWebhook.createMany({
      data: [{ id, name, url, format, secretCiphertext: ciphertext, secretKeyId: keyId, createdAt: now }],
      skipDuplicates: true,
    });
    if (made.count === 0) throw new AppError("CONFLICT", "incidents.webhook_name_taken");
    await recordAudit(tx, actor, {
      action: "paging_webhook.added",
      subjectType: "paging_webhook",
      subjectId: id,
      accountId: null,
      details: { format },
      now,
    });
  });
}
