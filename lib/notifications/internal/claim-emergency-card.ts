import { durations } from "@/lib/config/durations";
import type { CardDelivery } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import type { CardState, IncidentStatus } from "@/lib/incidents/contract";
import type { ClaimedCard } from "@/lib/notifications/internal/card-decision";
import { reachabilityOf } from "@/lib/notifications/internal/card-recipient";
import { attemptLease } from "@/lib/notifications/internal/timing";

/** One card: of this emergency, in this state, to this person. */
export type EmergencyCardKey = { incidentId: string; state: CardState; personId: string };

const toldBy: Record<IncidentStatus, CardState | null> = {
  declared: "declared",
  acknowledged: "acknowledged",
  in_progress: "acknowledged",
  mitigated: "mitigated",
  closed: "closed",
  cancelled: null,
};

/**
 * Claims the card of one state for one person, once: the database's key decides. A card whose attempt failed or whose worker
 * died is taken up again under its own id. Null when there is nothing to send: sent, another worker's, not reachable, or
 * overtaken by what happened since; the row says which.
 */
export async function claimEmergencyCard(
  tx: Tx,
  key: EmergencyCardKey,
  now: Date,
): Promise<ClaimedCard | null> {
  const { incidentId, state, personId } = key;
  const made = await tx.cardDelivery.createMany({
    data: [
      {
        id: newId(),
        ...(await channelOf(tx, incidentId)),
        personId,
        lane: "emergency",
        incidentId,
        incidentState: state,
        form: "raw",
        status: "sending",
        attempts: 0,
        createdAt: now,
        nextAttemptAt: now,
      },
    ],
    skipDuplicates: true,
  });
  const card = await tx.cardDelivery.findUniqueOrThrow({
    where: { incidentId_incidentState_personId: { incidentId, incidentState: state, personId } },
  });
  if (made.count === 0 && !isDue(card, now)) return null;
  const refusal = await whyNot(tx, key, card, now);
  const nextAttemptAt = new Date(now.getTime() + attemptLease);
  const { count } = await tx.cardDelivery.updateMany({
    where: { id: card.id, status: "sending", attempts: card.attempts },
    data: refusal.reason
      ? { status: "failed", failureClass: refusal.reason, finishedAt: now, nextAttemptAt: null }
      : { attempts: { increment: 1 }, nextAttemptAt },
  });
  if (count === 0 || !refusal.recipient) return null;
  const { id, form, createdAt, attempts } = card;
  return { id, form, createdAt, attempt: attempts + 1, recipient: refusal.recipient };
}

const isDue = ({ status, nextAttemptAt }: CardDelivery, now: Date): boolean =>
  status === "sending" && nextAttemptAt !== null && nextAttemptAt <= now;

async function channelOf(tx: Tx, incidentId: string): Promise<{ accountId: string; channelId: string }> {
  const { ticket } = await tx.incident.findUniqueOrThrow({
    where: { id: incidentId },
    select: { ticket: { select: { accountId: true, channelId: true } } },
  });
  return ticket;
}

type Verdict = { reason: string; recipient: null } | { reason: null; recipient: ClaimedCard["recipient"] };

async function whyNot(
  tx: Tx,
  { incidentId, state, personId }: EmergencyCardKey,
  card: CardDelivery,
  now: Date,
): Promise<Verdict> {
  const never = (reason: string): Verdict => ({ reason, recipient: null });
  if (now.getTime() >= card.createdAt.getTime() + durations.cardGiveUp) return never("timed_out");
  const { status, ticket } = await tx.incident.findUniqueOrThrow({
    where: { id: incidentId },
    select: {
      status: true,
      ticket: {
        select: {
          group: { select: { members: { where: { personId, leftAt: null }, select: { side: true } } } },
        },
      },
    },
  });
  // What it would tell is not how things stand: a later card does, or the emergency was none.
  if (toldBy[status] !== state || ticket.group.members.length === 0) return never("not_needed");
  const reachability = await reachabilityOf({ tx, personId, now }, { insists: true });
  return reachability.reachable
    ? { reason: null, recipient: reachability.recipient }
    : never(reachability.reason);
}
