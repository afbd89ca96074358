import type { At } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import type { OwnSessionView, SecurityView } from "@/lib/identity/contract";
import { ownSessions } from "@/lib/identity/internal/own-sessions";
import { factorOf, type SelfActor } from "@/lib/identity/second-factor";
import { browserOf } from "@/lib/identity/user-agent";

async function sessionsOf(actor: SelfActor, now: Date): Promise<OwnSessionView[]> {
  const rows = await prisma().session.findMany({
    where: { ...ownSessions(actor), revokedAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: "desc" },
    select: { id: true, createdAt: true, userAgent: true, assumedRole: { select: { name: true } } },
  });
  const views = rows.map(({ id, createdAt, userAgent, assumedRole }) => ({
    id,
    openedAt: createdAt.toISOString(),
    ...browserOf(userAgent),
    role: assumedRole?.name ?? null,
    isThis: id === actor.sessionId,
  }));
  return views.toSorted((one, other) => Number(other.isThis) - Number(one.isThis));
}

/** What the page about one's own sign-in shows: the second factor, and where one is signed in, this session first. */
export async function getSecurity(
  actor: SelfActor,
  _input: Record<string, never>,
  { now }: At,
): Promise<SecurityView> {
  const [factor, sessions] = await Promise.all([factorOf(prisma(), actor), sessionsOf(actor, now)]);
  const isRequired = environment().REQUIRE_SECOND_FACTOR;
  if (!factor?.confirmedAt) return { secondFactor: null, isRequired, sessions };
  const recoveryCodesLeft = await prisma().recoveryCode.count({
    where: { secondFactorId: factor.id, usedAt: null },
  });
  const confirmedAt = factor.confirmedAt.toISOString();
  return { secondFactor: { confirmedAt, recoveryCodesLeft }, isRequired, sessions };
}
