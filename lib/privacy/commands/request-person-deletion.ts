import type { ConsoleActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { accessAccountPerson } from "@/lib/privacy/access";
import type { RequestPersonDeletionInput } from "@/lib/privacy/contract";
import { lockAccount } from "@/lib/privacy/internal/lock-account";

/**
 * Has the personal data of an employee deleted: their tickets, messages and files stay, without a name. It cannot be taken
 * back. Who is being deleted already is not deleted twice.
 *
 * @throws AppError NOT_FOUND `privacy.no_such_person`, also for other accounts' people; INVALID_INPUT `privacy.not_confirmed`
 *   if the name was typed differently; CONFLICT `privacy.erased_already`, `privacy.deletion_running`; FORBIDDEN
 *   `identity.second_factor_needed`.
 */
export async function requestPersonDeletion(
  actor: ConsoleActor,
  { personId, confirmation }: RequestPersonDeletionInput,
  { now }: At,
): Promise<{ jobId: string }> {
  return inTransaction(async (tx) => {
    const person = await accessAccountPerson(tx, actor, personId);
    const { accountId } = person;
    if (person.erasedAt !== null) throw new AppError("CONFLICT", "privacy.erased_already");
    if (confirmation.normalize("NFC") !== person.name.trim().normalize("NFC"))
      throw new AppError("INVALID_INPUT", "privacy.not_confirmed");
    await requireRecentSecondFactor(tx, actor, now);
    await lockAccount(tx, accountId);
    const running = await tx.dataJob.findFirst({
      where: { personId, status: { in: ["waiting", "running", "done"] } },
      select: { id: true },
    });
    if (running) throw new AppError("CONFLICT", "privacy.deletion_running");
    const jobId = newId();
    await tx.dataJob.create({
      data: {
        id: jobId,
        kind: "person_deletion",
        accountId,
        personId,
        status: "waiting",
        requestedByKind: actor.kind,
        requestedById: actor.principalId,
        createdAt: now,
      },
    });
    await recordAudit(tx, actor, {
      action: "person.deletion_requested",
      subjectType: "person",
      subjectId: personId,
      accountId,
      details: { jobId },
      now,
    });
    await enqueueJob(tx, "run-data-job", { jobId }, { key: jobId, runAt: now });
    return { jobId };
  });
}
