import type { MentionOutcome, Side } from "@/lib/db/generated/enums";
import type { Deciding } from "@/lib/notifications/internal/window";

/** A mention that is still to be decided. */
export type OpenMention = { messageId: string; groupId: string; sequence: bigint; createdAt: Date };

type Judged = OpenMention & { verdict: "open" | "read" | "left_group" | "group_archived" };

/**
 * This person's undecided mentions, the oldest first, each with what has become of it meanwhile: those folded into
 * `cardDeliveryId`, or those no card has claimed.
 */
export async function judgeMentions(
  { tx, personId }: Deciding,
  cardDeliveryId: string | null,
): Promise<Judged[]> {
  const rows = await tx.mention.findMany({
    where: { personId, outcome: null, cardDeliveryId },
    select: {
      messageId: true,
      groupId: true,
      sequence: true,
      createdAt: true,
      member: { select: { leftAt: true, readSequence: true, group: { select: { archivedAt: true } } } },
    },
    orderBy: [{ createdAt: "asc" }, { groupId: "asc" }, { sequence: "asc" }],
  });
  return rows.map(({ member, ...mention }) => ({ ...mention, verdict: verdictOf(mention, member) }));
}

function verdictOf(
  mention: OpenMention,
  member: { leftAt: Date | null; readSequence: bigint; group: { archivedAt: Date | null } },
): Judged["verdict"] {
  if (member.leftAt !== null) return "left_group";
  if (member.group.archivedAt !== null) return "group_archived";
  return member.readSequence >= mention.sequence ? "read" : "open";
}

/** Records the outcome of mentions that have none: the first to say so decides. */
export async function recordOutcome(
  { tx, personId, now, decided }: Deciding,
  mentions: readonly OpenMention[],
  outcome: MentionOutcome,
  outcomeReason: string | null = null,
): Promise<void> {
  if (mentions.length === 0) return;
  const { count } = await tx.mention.updateMany({
    where: { personId, messageId: { in: mentions.map(({ messageId }) => messageId) }, outcome: null },
    data: { outcome, outcomeReason, outcomeAt: now },
  });
  decided.set(outcome, (decided.get(outcome) ?? 0) + count);
}

/** Decides those that need nothing any more, because their reader has left or has read them, and returns the others. */
export async function settle(
  deciding: Deciding,
  mentions: readonly Judged[],
  side: Side,
): Promise<OpenMention[]> {
  const of = (verdict: Judged["verdict"]) => mentions.filter((mention) => mention.verdict === verdict);
  await recordOutcome(deciding, of("left_group"), "cancelled", "left_group");
  await recordOutcome(deciding, of("group_archived"), "cancelled", "group_archived");
  await recordOutcome(deciding, of("read"), side === "customer" ? "read_first" : "seen_in_desk");
  return of("open");
}
