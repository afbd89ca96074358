import type { ConsoleActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { accessDataJob } from "@/lib/privacy/access";
import type { ReviewFindingInput } from "@/lib/privacy/contract";

/**
 * Notes that somebody has looked at a place where others wrote of a deleted person, and decided. The first to do so counts.
 *
 * @throws AppError NOT_FOUND `privacy.no_such_job`, `privacy.no_such_finding`, also for the service team's own notes.
 */
export async function reviewFinding(
  actor: ConsoleActor,
  { jobId, subjectType, subjectId }: ReviewFindingInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const job = await accessDataJob(tx, actor, jobId, "manage");
    const which = { jobId, subjectType, subjectId };
    const finding = await tx.dataFinding.findUnique({
      where: { jobId_subjectType_subjectId: which },
    });
    if (!finding || (await isInternal(tx, finding.groupId)))
      throw new AppError("NOT_FOUND", "privacy.no_such_finding");
    const { count } = await tx.dataFinding.updateMany({
      where: { ...which, reviewedAt: null },
      data: { reviewedAt: now, reviewedById: actor.principalId },
    });
    if (count === 0) return;
    await recordAudit(tx, actor, {
      action: "person.finding_reviewed",
      subjectType: "person",
      subjectId: job.personId,
      accountId: job.accountId,
      details: { jobId, kind: subjectType, subjectId },
      now,
    });
  });
}

/** What the service team writes among itself is nothing the console knows of. */
async function isInternal(tx: Tx, groupId: string | null): Promise<boolean> {
  if (groupId === null) return false;
  const group = await tx.group.findUnique({ where: { id: groupId }, select: { kind: true } });
  return group?.kind === "internal";
}
