import type { Actor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { currentRequestId } from "@/lib/log/request-context";

type AuditSettings = Record<string, string | number | boolean | null>;

type AuditEntry = {
  /** `noun.past_participle`; its words are in the catalog `audit.action`. */
  action: string;
  subjectType: string;
  subjectId: string | null;
  accountId: string | null;
  /** Ids, codes and plain settings; never a secret, a name or message text. */
  details?: AuditSettings;
  /** Where a setting was changed: what the same keys of `details` were before. Left out where there was nothing before. */
  before?: AuditSettings | undefined;
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
      details: { ...entry.details, ...(entry.before ? { before: entry.before } : {}) },
      requestId: currentRequestId() ?? null,
      createdAt: entry.now,
    },
  });
}
