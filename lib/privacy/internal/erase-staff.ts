import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { durations } from "@/lib/config/durations";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { discardExports } from "@/lib/privacy/internal/discard-exports";
import { deleteDrafts, endRequests, endSignIn, leaveGroups } from "@/lib/privacy/internal/end-access";
import { eraseProfile } from "@/lib/privacy/internal/erase-profile";
import { findFreeText, findTeamText, termsOf } from "@/lib/privacy/internal/find-free-text";
import { isHeld } from "@/lib/privacy/internal/legal-hold";
import { type JobEnd, JobParked, type RunningJob } from "@/lib/privacy/internal/running-job";
import { tellGroups } from "@/lib/privacy/internal/tell-groups";

/** endSignIn, leaveGroups, endRequests, deleteDrafts, the desk, the team's texts, the address, the profile, tellGroups, the exports. */
const OWN_STEPS = 10;

/**
 * Deletes the personal data of one of the service team, whose account was closed when it was asked for, and keeps what was
 * written. Like `erasePerson`, with every account's texts searched: whoever worked here may be named in any. Their open
 * tickets go to somebody else as those of anybody who is switched off (`replaceAssignee`), here as there without a name in
 * the way. Every step can be done twice.
 */
export async function eraseStaff(actor: SystemActor, job: RunningJob): Promise<JobEnd> {
  const { staffAccountId, id: jobId } = job.row;
  if (staffAccountId === null) throw new Error("this deletion is not of the service team");
  const { personId } = await prisma().staffAccount.findUniqueOrThrow({ where: { id: staffAccountId } });
  const ending = { personId, actor, now: job.now() };
  const alive = () => job.alive();
  const accountIds = await everyAccount();
  await job.count(OWN_STEPS + accountIds.length);
  await endSignIn(ending);
  await job.step();
  await leaveGroups(ending, alive);
  await job.step();
  await endRequests(ending);
  await job.step();
  await deleteDrafts(personId);
  await job.step();
  await inTransaction((tx) => clearDesk(tx, ending));
  await job.step();
  await search(job, personId, accountIds);
  await inTransaction((tx) => forgetAddress(tx, staffAccountId));
  await job.step();
  if (await isHeld(personId))
    throw new JobParked("legal_hold", new Date(job.now().getTime() + durations.legalHoldRecheck));
  await inTransaction((tx) => eraseProfile(tx, personId, job.now()));
  await job.step();
  await tellGroups(personId, job);
  await job.step();
  for (const accountId of await accountsServed(personId)) await discardExports(accountId, job.now());
  await job.step();
  const found = await prisma().dataFinding.count({ where: { jobId } });
  return {
    record: (tx) =>
      recordAudit(tx, actor, {
        action: "person.erased",
        subjectType: "person",
        subjectId: personId,
        accountId: null,
        details: { jobId, found },
        now: job.now(),
      }),
  };
}

async function everyAccount(): Promise<string[]> {
  const accounts = await prisma().account.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  return accounts.map(({ id }) => id);
}

/** Those in whose groups they were, and in whose exports they stand. */
async function accountsServed(personId: string): Promise<string[]> {
  const served = await prisma().groupMember.findMany({
    where: { personId },
    select: { accountId: true },
    distinct: ["accountId"],
  });
  return served.map(({ accountId }) => accountId);
}

async function search(job: RunningJob, personId: string, accountIds: readonly string[]): Promise<void> {
  const terms = await termsOf(personId);
  const alive = () => job.alive();
  for (const accountId of accountIds) {
    await findFreeText({ jobId: job.row.id, accountId, terms }, { onPage: alive, onKind: alive });
    await job.step();
  }
  await findTeamText({ jobId: job.row.id, terms }, alive);
  await job.step();
}

/** What was theirs alone at the desk; shifts that are over stay, for who was on duty when. */
async function clearDesk(tx: Tx, { personId, now }: { personId: string; now: Date }): Promise<void> {
  await tx.savedView.deleteMany({ where: { personId } });
  await tx.macro.deleteMany({ where: { ownerId: personId } });
  await tx.engineerSkill.deleteMany({ where: { personId } });
  await tx.staffDuty.deleteMany({ where: { personId } });
  await tx.shift.deleteMany({ where: { personId, startsAt: { gt: now } } });
}

/** An address nobody can have (RFC 2606), so that the row stays one of its own and somebody new can have the old one. */
async function forgetAddress(tx: Tx, id: string): Promise<void> {
  await tx.staffAccount.update({ where: { id }, data: { email: `${id}@deleted.invalid` } });
}
