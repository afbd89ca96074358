import type { Actor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { type PrivacyAbility, privacyPolicy } from "@/lib/privacy/policy";

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
  requireAbility(actor, job, ability, "privacy.no_such_job");
  if (job === null) throw new AppError("NOT_FOUND", "privacy.no_such_job");
  return job;
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

function requireAbility(
  actor: Actor,
  facts: { accountId: string } | null,
  ability: PrivacyAbility,
  absent: string,
): void {
  if (!facts || !privacyPolicy.read(actor, facts)) throw new AppError("NOT_FOUND", absent);
  if (!privacyPolicy[ability](actor, facts)) throw new AppError("FORBIDDEN", `privacy.may_not_${ability}`);
}
