import type { ConsoleActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";
import { accessAccountData } from "@/lib/privacy/access";
import type { SetRetentionInput } from "@/lib/privacy/contract";
import { lockAccount } from "@/lib/privacy/internal/lock-account";

/**
 * Sets for how many months the account keeps what was written in closed tickets and in its service main groups; what is
 * older goes from the next night on. Null: nothing goes.
 *
 * @throws AppError FORBIDDEN `identity.second_factor_needed`.
 */
export async function setRetention(
  actor: ConsoleActor,
  { months }: SetRetentionInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockAccount(tx, actor.accountId);
    const account = await accessAccountData(tx, actor, { id: actor.accountId }, "manage");
    if (account.retentionMonths === months) return;
    await requireRecentSecondFactor(tx, actor, now);
    await tx.account.update({ where: { id: account.id }, data: { retentionMonths: months } });
    await recordAudit(tx, actor, {
      action: "account.retention_set",
      subjectType: "account",
      subjectId: account.id,
      accountId: account.id,
      details: { months },
      before: { months: account.retentionMonths },
      now,
    });
  });
}
