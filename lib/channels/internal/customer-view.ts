import type { StaffActor } from "@/lib/actor/actor";
import {
  channelCheck,
  type CustomerView,
  type ServedChannelView,
  type ServedMainGroupView,
  type ServedPlanView,
  type StaffNameView,
} from "@/lib/channels/contract";
import type { CustomerRow } from "@/lib/channels/internal/customer-rows";
import { servicePolicy } from "@/lib/channels/policy";
import { groupPolicy } from "@/lib/groups/policy";

const DAY = 24 * 60 * 60 * 1_000;

type PlanRow = CustomerRow["supportPlans"][number];
type ChannelRow = CustomerRow["channels"][number];
type Reader = { actor: StaffActor; now: Date };

/** A customer as `actor` may see it. */
export function customerView(row: CustomerRow, reader: Reader): CustomerView {
  return {
    accountId: row.id,
    name: row.name,
    alias: row.alias,
    plans: row.supportPlans.map((plan) => planView(plan, reader)),
    channels: row.channels.map((channel) => servedChannelView(channel, row.supportPlans, reader)),
  };
}

function planView(plan: PlanRow, { actor, now }: Reader): ServedPlanView {
  const { id, tier, validFrom, validTo, tam, deputy } = plan;
  return {
    id,
    tier,
    state: validTo <= now ? "expired" : validFrom > now ? "not_started" : "active",
    validTo: validTo.toISOString(),
    daysLeft: Math.max(0, Math.ceil((validTo.getTime() - now.getTime()) / DAY)),
    tam: nameView(tam),
    deputy: nameView(deputy),
    maySetStaff: servicePolicy.setPlanStaff(actor, plan),
  };
}

const nameView = (person: PlanRow["tam"]): StaffNameView | null =>
  person && { personId: person.id, name: person.name };

function servedChannelView(channel: ChannelRow, plans: PlanRow[], reader: Reader): ServedChannelView {
  const { id, organizationName, status, brokenReason, mainGroupEntry } = channel;
  const [request] = channel.mainGroupRequests;
  const own = plans.find((plan) => plan.id === channel.planId);
  return {
    id,
    organizationName,
    status,
    brokenReason,
    warnings: channelCheck
      .array()
      .parse(channel.checks)
      .filter(({ state }) => state === "warning").length,
    mainGroupEntry,
    maySetEntry: own !== undefined && servicePolicy.setMainGroupEntry(reader.actor, own),
    mainGroups: plans.flatMap((plan) => mainGroupView(channel, plan, reader) ?? []),
    request: request
      ? {
          askedBy: servicePolicy.seeRequests(reader.actor, plans) ? request.person.name : null,
          askedAt: request.requestedAt.toISOString(),
        }
      : null,
  };
}

/** Null for a plan that neither has a group here nor should have one. */
function mainGroupView(
  channel: ChannelRow,
  plan: PlanRow,
  { actor, now }: Reader,
): ServedMainGroupView | null {
  const group = channel.groups.find(({ planId }) => planId === plan.id);
  const hasEnded = plan.validTo <= now;
  if (!group && hasEnded && plan.id !== channel.planId) return null;
  const state = group ? (group.archivedAt === null ? "present" : "archived") : "none";
  const isMember = group !== undefined && group.members.length > 0;
  return {
    planId: plan.id,
    state,
    groupId: isMember ? group.id : null,
    mayBind: servicePolicy.bindMainGroup(actor, plan) && !hasEnded && state !== "archived",
    mayInvite: isMember && state === "present" && leadsMembersOf(actor, channel, group),
  };
}

function leadsMembersOf(
  actor: StaffActor,
  channel: ChannelRow,
  group: ChannelRow["groups"][number],
): boolean {
  // Staff are judged by their membership and roles alone.
  return groupPolicy.manageMembers(actor, {
    kind: "main",
    accountId: "",
    channelId: channel.id,
    archivedAt: group.archivedAt,
    membership: { role: "member" },
  });
}
