import type { Db } from "@/lib/db/prisma";
import {
  defaultEscalationChain,
  type EscalationChain,
  escalationChain,
} from "@/lib/incidents/escalation-chain";

/** The chain by which emergencies of this account escalate now: its own, or the default. */
export async function chainOfAccount(db: Db, accountId: string): Promise<EscalationChain> {
  const own = await db.escalationChain.findUnique({ where: { accountId } });
  return own ? escalationChain.parse(own.steps) : defaultEscalationChain;
}
