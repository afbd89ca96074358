import type { ConsoleActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { accessAccountData } from "@/lib/privacy/access";
import type { RequestAccountExportInput } from "@/lib/privacy/contract";
import { lockAccount } from "@/lib/privacy/internal/lock-account";

/**
 * Has everything of the actor's account written into one file, also after its plan has ended. One export at a time is under way.
 *
 * @throws AppError CONFLICT `privacy.export_running`; FORBIDDEN `identity.second_factor_needed`.
 */
export async function requestAccountExport(
  actor: ConsoleActor,
  _input: RequestAccountExportInput,
  { now }: At,
): Promise<{ jobId: string }> {
  return inTransaction(async (tx) => {
    const { id: accountId } = await accessAccountData(tx, actor, { id: actor.accountId }, "manage");
    await requireRecentSecondFactor(tx, actor, now);
    await lockAccount(tx, accountId);
    const running = await tx.dataJob.findFirst({
      where: { accountId, kind: "account_export", status: { in: ["waiting", "running"] } },
      select: { id: true },
    });
    if (running) throw new AppError("CONFLICT", "privacy.export_running");
    const jobId = newId();
    await tx.dataJob.create({
      data: {
        id: jobId,
        kind: "account_export",
        accountId,
        status: "waiting",
        requestedByKind: actor.kind,
        requestedById: actor.principalId,
        createdAt: now,
      },
    });
    await recordAudit(tx, actor, {
      action: "account.export_requested",
      subjectType: "account",
      subjectId: accountId,
      accountId,
      details: { jobId },
      now,
    });
    await enqueueJob(tx, "run-data-job", { jobId }, { key: jobId, runAt: now });
    return { jobId };
  });
}
