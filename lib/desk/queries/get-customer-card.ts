import type { StaffActor } from "@/lib/actor/actor";
import { leadsService } from "@/lib/channels/policy";
import { getChannelHealth } from "@/lib/channels/queries/get-channel-health";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import type { CustomerCardView } from "@/lib/desk/browser/customer-card";
import { customerHistory } from "@/lib/desk/internal/customer-history";
import { seesCustomerHistory } from "@/lib/desk/policy";
import { accessGroup } from "@/lib/groups/access";
import type { GroupIdInput } from "@/lib/groups/contract";
import { isLeadingStaff } from "@/lib/groups/policy";

const DAY = 24 * 60 * 60 * 1_000;

/**
 * Who the customer of a group is: the plan, how the channel stands, and, for who sees every ticket of the service main group
 * anyway, what happened so far. Who is in one ticket alone learns nothing of others (design.md §3, edge-cases §4.12).
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function getCustomerCard(
  actor: StaffActor,
  { groupId }: GroupIdInput,
  at: At,
): Promise<CustomerCardView> {
  const group = await accessGroup(prisma(), actor, groupId, "read");
  const [channel, plan, { organizationName }, history] = await Promise.all([
    getChannelHealth(actor, { groupId }, at),
    planOf(group.planId, at.now),
    prisma().channel.findUniqueOrThrow({
      where: { id: group.channelId },
      select: { organizationName: true },
    }),
    historyOf(actor, group, at.now),
  ]);
  const { accountName, ...view } = plan;
  return { accountName, organizationName, plan: view, channel, history };
}

async function planOf(planId: string, now: Date) {
  const name = { select: { id: true, name: true } };
  const plan = await prisma().supportPlan.findUniqueOrThrow({
    where: { id: planId },
    select: {
      tier: true,
      validFrom: true,
      validTo: true,
      tam: name,
      deputy: name,
      account: { select: { name: true } },
    },
  });
  const { tier, validFrom, validTo, tam, deputy, account } = plan;
  const state = validTo <= now ? "expired" : validFrom > now ? "not_started" : "active";
  const who = (person: typeof tam) => person && { personId: person.id, name: person.name };
  return {
    accountName: account.name,
    tier,
    state,
    validTo: validTo.toISOString(),
    daysLeft: Math.max(0, Math.ceil((validTo.getTime() - now.getTime()) / DAY)),
    tam: who(tam),
    deputy: who(deputy),
  } as const;
}

type Group = Awaited<ReturnType<typeof accessGroup>>;

async function historyOf(actor: StaffActor, group: Group, now: Date): Promise<CustomerCardView["history"]> {
  const mainGroupId = group.kind === "main" ? group.id : await mainGroupOf(group.id);
  if (mainGroupId === null) return null;
  const { personId } = actor;
  const member = await prisma().groupMember.findFirst({
    where: { groupId: mainGroupId, personId, leftAt: null },
    select: { role: true },
  });
  const facts = { channelId: group.channelId, mainMembership: member };
  if (!seesCustomerHistory(actor, facts)) return null;
  const reach = { leadsQueue: leadsService(actor), leadsMembers: isLeadingStaff(actor.roles) };
  return customerHistory({ mainGroupId, personId, ...reach }, now);
}

/** The service main group a ticket's group or internal group belongs to. */
async function mainGroupOf(groupId: string): Promise<string | null> {
  const ticket = await prisma().ticket.findFirst({
    where: { OR: [{ groupId }, { internalGroupId: groupId }] },
    select: { mainGroupId: true },
  });
  return ticket?.mainGroupId ?? null;
}
