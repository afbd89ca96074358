import { z } from "zod";
import { accessAccount } from "@/lib/accounts/access";
import { accountAlias } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessColleague } from "@/lib/duty/access";
import { escalationChain } from "@/lib/incidents/escalation-chain";

/** The chain of an account; null: the default again. */
export const setEscalationChainInput = z.object({ alias: accountAlias, steps: escalationChain.nullable() });
export type SetEscalationChainInput = z.output<typeof setEscalationChainInput>;

/**
 * Sets by which chain future emergencies of an account escalate; one that is running keeps the chain it began with
 * (edge-cases §6.10).
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`, `duty.no_such_colleague` for a person who is not of the service
 *   team; FORBIDDEN `accounts.may_not_administer`.
 */
export async function setEscalationChain(
  actor: Actor,
  { alias, steps }: SetEscalationChainInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { id: accountId } = await accessAccount(tx, actor, { alias }, "administer");
    const persons = (steps ?? []).flatMap(({ targets }) =>
      targets.filter((one) => z.uuid().safeParse(one).success),
    );
    for (const personId of persons) await accessColleague(tx, actor, personId, "manage");
    const previous = await tx.escalationChain.findUnique({ where: { accountId }, select: { steps: true } });
    if (steps === null) await tx.escalationChain.deleteMany({ where: { accountId } });
    else
      await tx.escalationChain.upsert({
        where: { accountId },
        create: { accountId, steps, updatedAt: now },
        update: { steps, updatedAt: now },
      });
    await recordAudit(tx, actor, {
      action: steps === null ? "escalation_chain.reset" : "escalation_chain.set",
      subjectType: "account",
      subjectId: accountId,
      accountId,
      details: settingsOf(steps),
      before: settingsOf(previous && escalationChain.parse(previous.steps)),
      now,
    });
  });
}

/** How many steps a chain has, and whom each calls after how many minutes; null steps: the default. */
function settingsOf(chain: SetEscalationChainInput["steps"]) {
  if (chain === null) return { steps: null, chain: null };
  const inWords = chain.map(({ afterMinutes, targets }) => `${afterMinutes}: ${targets.join(", ")}`);
  return { steps: chain.length, chain: inWords.join("; ") };
}
