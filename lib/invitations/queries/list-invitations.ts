import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { accessGroup } from "@/lib/groups/access";
import type {
  InvitationsView,
  InvitationView,
  JoinRequestView,
  ListInvitationsInput,
} from "@/lib/invitations/contract";
import { linkFacts, linkSelect } from "@/lib/invitations/internal/link";
import { invitationPolicy, invitationState } from "@/lib/invitations/policy";

/** More links, more names of one link, and more requests than these nobody reads. */
const LINKS_SHOWN = 100;
const NAMES_SHOWN = 100;
const REQUESTS_SHOWN = 200;

type Group = Awaited<ReturnType<typeof accessGroup>>;

/**
 * The links of a group that live or were made in the last seven days, the latest first: who made each, who came by it and
 * how it stands, never its token. And who waits for an answer, for those who may give it. Who may do neither sees neither.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function listInvitations(
  actor: PersonActor,
  { groupId }: ListInvitationsInput,
  { now }: At,
): Promise<InvitationsView> {
  const group = await accessGroup(prisma(), actor, groupId, "takePart");
  const mayInvite = invitationPolicy.invite(actor, group);
  const mayDecide = group.archivedAt === null && invitationPolicy.decide(actor, group);
  return {
    mayInvite,
    mayDecide,
    invitations: mayInvite ? await linksOf(actor, group, now) : [],
    requests: mayDecide ? await requestsOf(groupId) : [],
    serverTime: now.toISOString(),
  };
}

async function linksOf(actor: PersonActor, group: Group, now: Date): Promise<InvitationView[]> {
  const rows = await prisma().invitation.findMany({
    where: { groupId: group.id, createdAt: { gt: new Date(now.getTime() - durations.invitationHistory) } },
    select: {
      ...linkSelect,
      uses: {
        select: { personId: true, usedAt: true, person: { select: { name: true } } },
        orderBy: [{ usedAt: "desc" }, { personId: "asc" }],
        take: NAMES_SHOWN,
      },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LINKS_SHOWN,
  });
  return rows.map(({ group: _group, uses, ...row }) => {
    const facts = linkFacts(row);
    const state = invitationState(facts, now);
    const made = { ...group, inviterId: row.inviterId, inviterSide: row.inviter.side };
    return {
      id: row.id,
      inviter: { personId: row.inviterId, name: row.inviter.person.name },
      state,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      revokedAt: row.revokedAt?.toISOString() ?? null,
      maxUses: row.maxUses,
      uses: uses.map(({ personId, usedAt, person }) => ({
        personId,
        name: person.name,
        usedAt: usedAt.toISOString(),
      })),
      useCount: facts.useCount,
      mayRevoke: state === "live" && invitationPolicy.revoke(actor, made),
    };
  });
}

async function requestsOf(groupId: string): Promise<JoinRequestView[]> {
  const rows = await prisma().joinRequest.findMany({
    // Who has come back by another way waits for nothing.
    where: { groupId, decidedAt: null, member: { leftAt: { not: null } } },
    select: {
      id: true,
      personId: true,
      requestedAt: true,
      member: { select: { person: { select: { name: true } } } },
    },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    take: REQUESTS_SHOWN,
  });
  return rows.map(({ id, personId, requestedAt, member }) => ({
    id,
    person: { personId, name: member.person.name },
    requestedAt: requestedAt.toISOString(),
  }));
}
