import type { StaffRole } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import type { SignInMethod } from "@/lib/identity/contract";
import { type OpenedFrom, openSession } from "@/lib/identity/open-session";
import type { Proof } from "@/lib/identity/second-factor";

type HowProven = { method: SignInMethod | "demo"; proof?: Proof };

/** Opens a session of the service team and records how its owner proved who they are. */
export async function openStaffSession(
  tx: Tx,
  { personId, roles }: { personId: string; roles: StaffRole[] },
  { method, proof, now, userAgent }: HowProven & At & OpenedFrom,
): Promise<{ sessionId: string }> {
  const opened = { now, userAgent: userAgent ?? null, secondFactorAt: proof ? now : null };
  const { sessionId } = await openSession(tx, { door: "staff", personId }, opened);
  const actor = { kind: "staff", personId, roles, sessionId } as const;
  await recordAudit(tx, actor, {
    action: "session.opened",
    subjectType: "session",
    subjectId: sessionId,
    accountId: null,
    details: { door: "staff", method, secondFactor: proof ?? null },
    now,
  });
  return { sessionId };
}
