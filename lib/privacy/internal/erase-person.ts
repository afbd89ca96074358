import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import {
  deleteDrafts,
  endRequests,
  endSignIn,
  handTicketsOver,
  leaveGroups,
} from "@/lib/privacy/internal/end-access";
import { discardExports } from "@/lib/privacy/internal/discard-exports";
import { eraseProfile } from "@/lib/privacy/internal/erase-profile";
import { findFreeText, FREE_TEXT_KINDS, termsOf } from "@/lib/privacy/internal/find-free-text";
import { isHeld } from "@/lib/privacy/internal/legal-hold";
import { type JobEnd, JobParked, type RunningJob } from "@/lib/privacy/internal/running-job";
import { tellGroups } from "@/lib/privacy/internal/tell-groups";

/** endSignIn, handTicketsOver, leaveGroups, endRequests, deleteDrafts, the profile, tellGroups, the exports. */
const OWN_STEPS = 8;

/**
 * Deletes the personal data of an employee and keeps what was written. In this order: every way in ends at once; their open
 * tickets and groups get somebody else; others' texts are searched as long as the name is known; then the profile goes, and
 * the exports in which it stands. A legal hold over a ticket they took part in keeps the name waiting, and nothing else
 * (docs/decisions/0084-personal-data.md). Every step can be done twice.
 */
export async function erasePerson(actor: SystemActor, job: RunningJob): Promise<JobEnd> {
  const { accountId } = job;
  const { personId, id: jobId } = job.row;
  if (personId === null) throw new Error("a deletion is of a person");
  const ending = { personId, actor, now: job.now() };
  const alive = () => job.alive();
  await job.count(OWN_STEPS + FREE_TEXT_KINDS);
  await endSignIn(ending);
  await job.step();
  await handTicketsOver(ending, alive);
  await job.step();
  await leaveGroups(ending, alive);
  await job.step();
  await endRequests(ending);
  await job.step();
  await deleteDrafts(personId);
  await job.step();
  const search = { jobId, accountId, terms: await termsOf(personId) };
  await findFreeText(search, { onPage: alive, onKind: () => job.step() });
  if (await isHeld(personId))
    throw new JobParked("legal_hold", new Date(job.now().getTime() + durations.legalHoldRecheck));
  await inTransaction((tx) => eraseProfile(tx, personId, job.now()));
  await job.step();
  await tellGroups(personId, job);
  await job.step();
  await discardExports(accountId, job.now());
  await job.step();
  const found = await prisma().dataFinding.count({ where: { jobId } });
  return {
    record: (tx) =>
      recordAudit(tx, actor, {
        action: "person.erased",
        subjectType: "person",
        subjectId: personId,
        accountId,
        details: { jobId, found },
        now: job.now(),
      }),
  };
}
