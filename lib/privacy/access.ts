import type { Actor, StaffActor } from "@/lib/actor/actor";
import { leadsService } from "@/lib/channels/policy";
import type { Db, Tx } from "@/lib/db/prisma";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import { staffPolicy } from "@/lib/identity/policy";
import { type PrivacyAbility, privacyPolicy, reviewsAtDesk } from "@/lib/privacy/policy";

/**
 * The account with this id, once `actor` is shown to hold `ability` over its data.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account` for a stranger; FORBIDDEN `privacy.may_not_manage`.
 */
export async function accessAccountData(
  db: Db,
  actor: Actor,
  which: { id: string } | { alias: string },
  ability: PrivacyAbility,
) {
  const account = await db.account.findUnique({
    where: which,
    select: { id: true, alias: true, retentionMonths: true },
  });
  requireAbility(actor, account && { accountId: account.id }, ability, "accounts.no_such_account");
  if (account === null) throw new AppError("NOT_FOUND", "accounts.no_such_account");
  return account;
}

/**
 * The job with this id, once `actor` is shown to hold `ability` over its account's data: the only way from an id to a job.
 *
 * @throws AppError NOT_FOUND `privacy.no_such_job` for a stranger; FORBIDDEN `privacy.may_not_manage`.
 */
export async function accessDataJob(db: Db, actor: Actor, jobId: string, ability: PrivacyAbility) {
  const job = await db.dataJob.findUnique({ where: { id: jobId } });
  // The deletion of one of the service team is of no account: to customers it does not exist.
  const facts = job?.accountId ? { accountId: job.accountId } : null;
  requireAbility(actor, facts, ability, "privacy.no_such_job");
  if (!job || !facts) throw new AppError("NOT_FOUND", "privacy.no_such_job");
  return { ...job, ...facts };
}

/**
 * The employee with this id, once `actor` is shown to decide about the data of their account.
 *
 * @throws AppError NOT_FOUND `privacy.no_such_person`, also for the service team's people; FORBIDDEN `privacy.may_not_manage`.
 */
export async function accessAccountPerson(db: Db, actor: Actor, personId: string) {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { id: true, name: true, accountId: true, erasedAt: true },
  });
  const facts = person?.accountId ? { accountId: person.accountId } : null;
  requireAbility(actor, facts, "manage", "privacy.no_such_person");
  if (!person || !facts) throw new AppError("NOT_FOUND", "privacy.no_such_person");
  return { ...person, ...facts };
}

/**
 * The member of the service team with this id and their account, once `actor` is shown to decide about the data of the
 * team. Both rows are locked: nobody makes them a plan's TAM meanwhile, or has them deleted twice.
 *
 * @throws AppError FORBIDDEN `identity.may_not_administer`; NOT_FOUND `privacy.no_such_colleague`, also for a customer's people.
 */
export async function accessColleague(tx: Tx, actor: Actor, personId: string) {
  if (!staffPolicy.administer(actor)) throw new AppError("FORBIDDEN", "identity.may_not_administer");
  await tx.$queryRaw`SELECT FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { id: true, name: true, erasedAt: true, staffAccount: { select: { id: true } } },
  });
  if (!person?.staffAccount) throw new AppError("NOT_FOUND", "privacy.no_such_colleague");
  return { ...person, staffAccountId: person.staffAccount.id };
}

/**
 * A place to review at the desk, once `actor` is shown to lead the service side and to read the conversation it is in; what
 * is in none is for who leads the team: the only way from an id to one there. In customers' conversations only findings about
 * the service team's own people are the desk's.
 *
 * @throws AppError NOT_FOUND `privacy.no_such_finding`.
 */
export async function accessDeskFinding(
  tx: Tx,
  actor: StaffActor,
  { jobId, subjectType, subjectId }: { jobId: string; subjectType: string; subjectId: string },
) {
  const absent = () => new AppError("NOT_FOUND", "privacy.no_such_finding");
  if (!reviewsAtDesk(actor.roles)) throw absent();
  const finding = await tx.dataFinding.findUnique({
    where: { jobId_subjectType_subjectId: { jobId, subjectType, subjectId } },
    include: { job: { select: { accountId: true, personId: true, staffAccount: true } } },
  });
  if (!finding) throw absent();
  if (finding.groupId === null) {
    if (!finding.job.staffAccount || !leadsService(actor)) throw absent();
    return finding;
  }
  const group = await accessGroup(tx, actor, finding.groupId, "read").catch((thrown: unknown) => {
    throw isAppError(thrown) ? absent() : thrown;
  });
  if (group.kind !== "internal" && !finding.job.staffAccount) throw absent();
  return finding;
}

function requireAbility(
  actor: Actor,
  facts: { accountId: string } | null,
  ability: PrivacyAbility,
  absent: string,
): void {
  if (!facts || !privacyPolicy.read(actor, facts)) throw new AppError("NOT_FOUND", absent);
  if (!privacyPolicy[ability](actor, facts)) throw new AppError("FORBIDDEN", `privacy.may_not_${ability}`);
}
