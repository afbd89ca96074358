import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";

/** Who a provider says somebody is. */
export type OidcPerson = {
  issuer: string;
  subject: string;
  /** In lower case; null unless the provider says that it is theirs. */
  verifiedEmail: string | null;
};

/** Whose identity at a provider: a staff account's or a principal's. */
type OidcOwner = { staffAccountId: string } | { principalId: string };

type NewLink = {
  issuer: string;
  subject: string;
  owner: OidcOwner;
  /** By what it is known who this is. */
  method: "email" | "operator";
  /** The person or principal, and the account whose log tells of it. */
  about: { personId: string } | { principalId: string };
  accountId: string | null;
  now: Date;
};

/** Who a provider's subject is here; null for nobody. Issuer and subject alone decide, whatever else the provider says. */
export async function findOidcIdentity(tx: Tx, { issuer, subject }: Pick<OidcPerson, "issuer" | "subject">) {
  return tx.oidcIdentity.findUnique({ where: { issuer_subject: { issuer, subject } } });
}

/** Notes that somebody has come in by this identity. */
export async function touchOidcIdentity(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.oidcIdentity.update({ where: { id }, data: { signedInAt: now } });
}

/**
 * Links a provider's subject to an account, in the caller's transaction, and records it. False, with nothing changed,
 * when the subject is somebody's already or the account has an identity of this issuer: the database decides between two at once.
 */
export async function linkOidcIdentity(
  tx: Tx,
  actor: Actor,
  { issuer, subject, owner, method, about, accountId, now }: NewLink,
): Promise<boolean> {
  const id = newId();
  const made = await tx.oidcIdentity.createMany({
    data: { id, issuer, subject, ...owner, createdAt: now, signedInAt: now },
    skipDuplicates: true,
  });
  if (made.count === 0) return false;
  await recordAudit(tx, actor, {
    action: "oidc_identity.linked",
    subjectType: "oidc_identity",
    subjectId: id,
    accountId,
    details: { method, subject, ...about },
    now,
  });
  return true;
}

/**
 * Forgets, in the caller's transaction, who an account is at every provider, ends its owner's sessions and records it.
 *
 * @throws AppError NOT_FOUND `identity.oidc_not_linked`.
 */
export async function unlinkOidcIdentities(
  tx: Tx,
  actor: Actor,
  { owner, about, accountId, now }: Pick<NewLink, "owner" | "about" | "accountId" | "now">,
): Promise<{ signedOut: number }> {
  const linked = await tx.oidcIdentity.findMany({ where: owner, select: { id: true, subject: true } });
  if (linked.length === 0) throw new AppError("NOT_FOUND", "identity.oidc_not_linked");
  await tx.oidcIdentity.deleteMany({ where: owner });
  const signedOut = await endSessionsOf(tx, about, { reason: "revoked", now });
  for (const { id, subject } of linked)
    await recordAudit(tx, actor, {
      action: "oidc_identity.unlinked",
      subjectType: "oidc_identity",
      subjectId: id,
      accountId,
      details: { subject, signedOut, ...about },
      now,
    });
  return { signedOut };
}
