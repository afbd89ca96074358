import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { durations } from "@/lib/config/durations";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/events/record-event";
import {
  deleteDrafts,
  endRequests,
  endSignIn,
  handTicketsOver,
  leaveGroups,
} from "@/lib/privacy/internal/end-access";
import { discardExports } from "@/lib/privacy/internal/discard-exports";
import { findFreeText, FREE_TEXT_KINDS, termsOf } from "@/lib/privacy/internal/find-free-text";
import { isHeld } from "@/lib/privacy/internal/legal-hold";
import { type JobEnd, JobParked, type RunningJob } from "@/lib/privacy/internal/running-job";

/** endSignIn, handTicketsOver, leaveGroups, endRequests, deleteDrafts, the profile, tellGroups, the exports. */
const OWN_STEPS = 8;

/**
 * Deletes the personal data of an employee and keeps what was written. In this order: every way in ends at once; their open
 * tickets and groups get somebody else; others' texts are searched as long as the name is known; then the profile goes, and
 * the exports in which it stands. A legal hold over a ticket they took part in keeps the name waiting, and nothing else
 * (docs/decisions/0084-personal-data.md). Every step can be done twice.
 */
export async function erasePerson(actor: SystemActor, job: RunningJob): Promise<JobEnd> {
  const { personId, accountId, id: jobId } = job.row;
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
  await findFreeText(
    { jobId, accountId, terms: await termsOf(personId) },
    { onPage: alive, onKind: () => job.step() },
  );
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

/** Open pages show the person as they are now: a group's log names who has changed, and its readers ask. */
async function tellGroups(personId: string, job: RunningJob): Promise<void> {
  const memberships = await prisma().groupMember.findMany({
    where: { personId },
    select: { groupId: true },
    orderBy: { groupId: "asc" },
  });
  for (const { groupId } of memberships) {
    const event = { groupId, type: "member.changed", subjectId: personId, actorId: null } as const;
    await inTransaction((tx) => recordEvent(tx, { ...event, now: job.now() }));
    await job.alive();
  }
}

/** Whatever says who this was, wherever it stands; the ids stay. */
async function eraseProfile(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.person.update({
    where: { id: personId },
    data: { name: "", avatarUrl: null, timeZone: null, locale: "zh-CN", erasedAt: now },
  });
  await tx.feishuIdentity.deleteMany({ where: { personId } });
  await tx.incident.updateMany({ where: { declaredById: personId }, data: { callbackNumber: null } });
  // A card that is being sent at this moment is recorded only as long as its row says "sending".
  await tx.cardDelivery.updateMany({
    where: { personId, status: "sending" },
    data: { status: "failed", failureClass: "person_gone", finishedAt: now, nextAttemptAt: null },
  });
  await tx.cardDelivery.updateMany({
    where: { personId },
    data: { cardId: null, feishuMessageId: null, feishuChatId: null, logId: null },
  });
  await tx.mention.updateMany({
    where: { personId, outcome: null },
    data: { outcome: "cancelled", outcomeReason: "left_group", outcomeAt: now },
  });
}
