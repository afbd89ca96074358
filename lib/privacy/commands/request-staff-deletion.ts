import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { closeStaffAccount } from "@/lib/identity/close-staff-account";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { accessColleague } from "@/lib/privacy/access";
import type { RequestStaffDeletionInput } from "@/lib/privacy/contract";

/**
 * Has the personal data of one of the service team deleted: what they wrote stays, without a name. Their account is closed
 * with this, in one transaction; the rest is a job's. It cannot be taken back. Who is being deleted already is not deleted twice.
 *
 * @throws AppError what `accessColleague` and `closeStaffAccount` do; INVALID_INPUT `privacy.not_confirmed` if the name was
 *   typed differently; CONFLICT `privacy.erased_already`, `privacy.deletion_running`, `privacy.still_named` as TAM or deputy of
 *   a plan that has not ended; FORBIDDEN `identity.second_factor_needed`.
 */
export async function requestStaffDeletion(
  actor: Actor,
  { personId, confirmation }: RequestStaffDeletionInput,
  { now }: At,
): Promise<{ jobId: string }> {
  return inTransaction(async (tx) => {
    const { name, erasedAt, staffAccountId } = await accessColleague(tx, actor, personId);
    if (erasedAt !== null) throw new AppError("CONFLICT", "privacy.erased_already");
    if (confirmation.normalize("NFC") !== name.trim().normalize("NFC"))
      throw new AppError("INVALID_INPUT", "privacy.not_confirmed");
    await requireRecentSecondFactor(tx, actor, now);
    const running = await tx.dataJob.findFirst({
      where: { staffAccountId, status: { in: ["waiting", "running", "done"] } },
      select: { id: true },
    });
    if (running) throw new AppError("CONFLICT", "privacy.deletion_running");
    await refuseIfNamed(tx, personId, now);
    await closeStaffAccount(tx, actor, { personId, now });
    const jobId = newId();
    await tx.dataJob.create({
      data: {
        id: jobId,
        kind: "person_deletion",
        staffAccountId,
        status: "waiting",
        requestedByKind: actor.kind,
        requestedById: actor.kind === "staff" ? actor.personId : null,
        createdAt: now,
      },
    });
    await recordAudit(tx, actor, {
      action: "person.deletion_requested",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      details: { jobId },
      now,
    });
    await enqueueJob(tx, "run-data-job", { jobId }, { key: jobId, runAt: now });
    return { jobId };
  });
}

/** So many of the customers are named in a refusal. */
const NAMED = 5;

/** A customer is never left with somebody who is gone: whoever deletes them gives the plan somebody else first. */
async function refuseIfNamed(tx: Tx, personId: string, now: Date): Promise<void> {
  const plans = await tx.supportPlan.findMany({
    where: { validTo: { gt: now }, OR: [{ tamId: personId }, { deputyId: personId }] },
    select: { account: { select: { name: true } } },
    orderBy: { account: { name: "asc" } },
    take: NAMED,
  });
  if (plans.length === 0) return;
  const customers = [...new Set(plans.map(({ account }) => account.name))].join(", ");
  throw new AppError("CONFLICT", "privacy.still_named", { details: { customers } });
}
