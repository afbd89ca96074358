import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessDeskFinding } from "@/lib/privacy/access";
import type { ReviewDeskFindingInput } from "@/lib/privacy/contract";

/**
 * Notes that somebody who leads the service side has looked at a place where it wrote of a deleted person, or where one of
 * its own people is named, and decided. The first to do so counts.
 *
 * @throws what `accessDeskFinding` does.
 */
export async function reviewDeskFinding(
  actor: StaffActor,
  input: ReviewDeskFindingInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { job } = await accessDeskFinding(tx, actor, input);
    const { jobId, subjectType, subjectId } = input;
    const { count } = await tx.dataFinding.updateMany({
      where: { jobId, subjectType, subjectId, reviewedAt: null },
      data: { reviewedAt: now, reviewedById: actor.personId },
    });
    if (count === 0) return;
    await recordAudit(tx, actor, {
      action: "person.finding_reviewed",
      subjectType: "person",
      subjectId: job.personId ?? job.staffAccount?.personId ?? null,
      accountId: job.accountId,
      details: { jobId, kind: subjectType, subjectId },
      now,
    });
  });
}
