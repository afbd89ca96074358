import type { ConsoleActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { SignInMethod } from "@/lib/identity/contract";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { type OpenedFrom, openSession } from "@/lib/identity/open-session";
import type { Proof } from "@/lib/identity/second-factor";

type NewConsoleSession = OpenedFrom & {
  principalId: string;
  accountId: string;
  assumedRoleId: string | null;
  /** What opened it, for the record. */
  action: "session.opened" | "ram_role.assumed" | "ram_role.left";
  method: SignInMethod | "demo" | "session";
  /** When it ends, if it takes the place of another. */
  until?: Date;
  /** By what the second factor was shown now, if it was. */
  proof?: Proof;
  /** When it was shown last, in the session whose place this one takes. */
  secondFactorAt?: Date | null;
};

/** Opens a console session and records it under the identity that acts from now on. */
export async function openConsoleSession(
  tx: Tx,
  session: NewConsoleSession,
  now: Date,
): Promise<{ sessionId: string }> {
  const { principalId, accountId, assumedRoleId, action, method, until, proof, userAgent } = session;
  const { sessionId } = await openSession(
    tx,
    { door: "console", principalId, assumedRoleId },
    {
      now,
      userAgent: userAgent ?? null,
      secondFactorAt: proof ? now : (session.secondFactorAt ?? null),
      ...(until ? { until } : {}),
    },
  );
  // For the record alone, which names who acts and not what they may do.
  const who = { kind: "principal", principalId, assumedRoleId, accountId, sessionId } as const;
  const actor: ConsoleActor = { ...who, permissions: [] };
  await recordAudit(tx, actor, {
    action,
    subjectType: "session",
    subjectId: sessionId,
    accountId,
    details: { door: "console", method, secondFactor: proof ?? null },
    now,
  });
  return { sessionId };
}

/**
 * Exchanges the actor's session for one with another role (or none). It ends when the first one would have, so that
 * changing roles prolongs nothing.
 *
 * @throws AppError UNAUTHENTICATED `identity.session_ended` if the session was ended meanwhile: it opens no other.
 */
export async function exchangeConsoleSession(
  tx: Tx,
  actor: ConsoleActor,
  to: Pick<NewConsoleSession, "assumedRoleId" | "action">,
  now: Date,
): Promise<{ sessionId: string }> {
  const { principalId, accountId, sessionId: id } = actor;
  const ended = await endSessionsOf(tx, { id }, { reason: "replaced", now });
  const session = await tx.session.findUnique({
    where: { id },
    select: { expiresAt: true, secondFactorAt: true, userAgent: true },
  });
  if (ended === 0 || !session) throw new AppError("UNAUTHENTICATED", "identity.session_ended");
  const { expiresAt: until, secondFactorAt, userAgent } = session;
  return openConsoleSession(
    tx,
    { principalId, accountId, ...to, method: "session", until, secondFactorAt, userAgent },
    now,
  );
}
