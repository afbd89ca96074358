import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { feishuIsLocal } from "@/lib/identity/demo-mode";

/**
 * Marks this database as a demo, once, so that one-click sign-in exists on it. A database that holds accounts without
 * the mark is somebody's real one and stays unmarked.
 *
 * @throws AppError FORBIDDEN `identity.not_demo_mode` in production or with the real Feishu;
 *   CONFLICT `identity.not_a_demo_database`.
 */
export async function markDemo(
  actor: SystemActor,
  _input: Record<string, never>,
  { now }: At,
): Promise<void> {
  if (environment().APP_MODE === "production" || !feishuIsLocal())
    throw new AppError("FORBIDDEN", "identity.not_demo_mode");
  await inTransaction(async (tx) => {
    const installation = await tx.installation.findUnique({ where: { id: 1 } });
    if (installation?.demo) return;
    if ((await tx.account.count()) + (await tx.staffAccount.count()) > 0)
      throw new AppError("CONFLICT", "identity.not_a_demo_database");
    await tx.installation.upsert({
      where: { id: 1 },
      create: { id: 1, demo: true, createdAt: now },
      update: { demo: true },
    });
    await recordAudit(tx, actor, {
      action: "installation.marked_demo",
      subjectType: "installation",
      subjectId: null,
      accountId: null,
      now,
    });
  });
}
