import type { Actor, StaffRole } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import type { Side } from "@/lib/groups/contract";
import { type GroupFacts, groupPolicy, isLeadingStaff } from "@/lib/groups/policy";
import type { InvitationState } from "@/lib/invitations/contract";

/** Who made a link, as they are now. */
export type InviterFacts = {
  isPresent: boolean;
  side: Side;
  roles: readonly StaffRole[];
  isDisabled: boolean;
};

/** Whether who made a link still has the right it stands on: it dies with that (edge-cases §7.6). */
export const inviterMayInvite = ({ isPresent, side, roles, isDisabled }: InviterFacts): boolean =>
  isPresent && (side === "customer" || (!isDisabled && isLeadingStaff(roles)));

/** What decides whether a link lets anybody in. */
export type LinkFacts = {
  expiresAt: Date;
  revokedAt: Date | null;
  maxUses: number | null;
  useCount: number;
  inviter: InviterFacts;
};

/** How a link stands at `now`. It is over at the very instant at which it ends. */
export function invitationState(link: LinkFacts, now: Date): InvitationState {
  if (link.revokedAt !== null) return "revoked";
  if (link.expiresAt <= now) return "expired";
  if (!inviterMayInvite(link.inviter)) return "inviter_gone";
  if (link.maxUses !== null && link.useCount >= link.maxUses) return "used_up";
  return "live";
}

/**
 * The instant by which a joining at `now` is judged: when it began, for one that was held up at the sign-in and comes
 * within ten minutes of the link's end (edge-cases §7.4).
 */
export function judgedAt({ expiresAt }: { expiresAt: Date }, begunAt: Date | null, now: Date): Date {
  const isWithinGrace = now.getTime() - expiresAt.getTime() < durations.invitationGrace;
  return begunAt !== null && isWithinGrace ? begunAt : now;
}

const sideOf = (actor: Actor): Side => (actor.kind === "employee" ? "customer" : "service");

type MadeLink = GroupFacts & { inviterId: string; inviterSide: Side };

/** Who may do what with the links of a group. Pure, so that the browser can ask the same question. */
export const invitationPolicy = {
  /** Members of the customer's side, and who leads the service team there; internal groups are nobody's to invite to. */
  invite: (actor: Actor, group: GroupFacts): boolean =>
    groupPolicy.post(actor, group) &&
    group.kind !== "internal" &&
    (actor.kind === "employee" || (actor.kind === "staff" && isLeadingStaff(actor.roles))),
  /** Ending a link: one's own, and for who manages the members of a side those of that side. */
  revoke: (actor: Actor, link: MadeLink): boolean =>
    groupPolicy.takePart(actor, link) &&
    ((actor.kind !== "system" && actor.kind !== "principal" && actor.personId === link.inviterId) ||
      (groupPolicy.manageMembers(actor, link) && sideOf(actor) === link.inviterSide)),
  /** Answering who was removed and asks to come back. */
  decide: (actor: Actor, group: GroupFacts): boolean =>
    groupPolicy.manageMembers(actor, group) && group.kind !== "internal",
} as const;
