import type { Actor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { currentRequestId } from "@/lib/log/request-context";

type AuditEntry = {
  action: string;
  subjectType: string;
  subjectId: string | null;
  accountId: string | null;
  /** Ids, codes and plain settings; never a secret, a name or message text. */
  details?: Record<string, string | number | boolean | null>;
  now: Date;
};

function actorId(actor: Actor): string | null {
  if (actor.kind === "principal") return actor.principalId;
  return actor.kind === "system" ? null : actor.personId;
}

/** Records, in the caller's transaction, who did what and through which identity. */
export async function recordAudit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: newId(),
      accountId: entry.accountId,
      actorKind: actor.kind === "system" ? `system:${actor.name}` : actor.kind,
      actorId: actorId(actor),
      assumedRoleId: actor.kind === "principal" ? actor.assumedRoleId : null,
      action: entry.action,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      details: entry.details ?? {},
      requestId: currentRequestId() ?? null,
      createdAt: entry.now,
    },
  });
}
