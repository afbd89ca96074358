import type { StaffActor } from "@/lib/actor/actor";
import { healthOf } from "@/lib/channels/check-health";
import type {
  CustomerView,
  ServedChannelView,
  ServedMainGroupView,
  ServedPlanView,
  StaffNameView,
} from "@/lib/channels/contract";
import type { CustomerRow } from "@/lib/channels/internal/customer-rows";
import { availabilityView, problemView } from "@/lib/channels/internal/problem-view";
import { channelPolicy, servicePolicy } from "@/lib/channels/policy";
import { channelChecks } from "@/lib/channels/self-check-contract";
import { groupPolicy, staffScope } from "@/lib/groups/policy";

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
    mayAddChannel: row.supportPlans.some(
      (plan) => isActive(plan, reader.now) && servicePolicy.addChannel(reader.actor, plan),
    ),
    channels: row.channels.map((channel) => servedChannelView(channel, row.supportPlans, reader)),
  };
}

const isActive = ({ validFrom, validTo }: PlanRow, now: Date): boolean => validFrom <= now && now < validTo;

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
  const { id, appId, accountId, organizationName, status, mainGroupEntry } = channel;
  const [request] = channel.mainGroupRequests;
  const own = plans.find((plan) => plan.id === channel.planId);
  const checks = channelChecks(channel.checks);
  return {
    id,
    appId,
    organizationName,
    status,
    problem: problemView(channel),
    availability: availabilityView(appId, channel.identities.length),
    secretEnding: channel.secretEnding,
    checkedAt: channel.checkedAt.toISOString(),
    mayCare:
      own !== undefined &&
      status !== "deleted" &&
      channelPolicy.recheck(reader.actor, { accountId, plan: own }),
    warnings: checks.filter(({ state }) => state === "warning" || state === "wrong").length,
    health: healthOf(checks, channel.brokenReason),
    mainGroupEntry,
    maySetEntry:
      own !== undefined && status !== "deleted" && servicePolicy.setMainGroupEntry(reader.actor, own),
    mainGroups: plans.flatMap((plan) => mainGroupView(channel, plan, reader) ?? []),
    request: request
      ? {
          askedBy: servicePolicy.seeRequests(reader.actor, plans) ? request.person.name : null,
          askedAt: request.requestedAt.toISOString(),
        }
      : null,
  };
}

const stateOf = (group: ChannelRow["groups"][number] | undefined): ServedMainGroupView["state"] =>
  group ? (group.archivedAt === null ? "present" : "archived") : "none";

/** A plan that has ended makes no group any more, but for the one it had; nor does a deleted channel. */
const isExpected = (channel: ChannelRow, plan: PlanRow, now: Date): boolean =>
  channel.status !== "deleted" && (plan.validTo > now || plan.id === channel.planId);

/** Null for a plan that neither has a group here nor should have one. */
function mainGroupView(
  channel: ChannelRow,
  plan: PlanRow,
  { actor, now }: Reader,
): ServedMainGroupView | null {
  const group = channel.groups.find(({ planId }) => planId === plan.id);
  const hasEnded = plan.validTo <= now;
  if (!group && !isExpected(channel, plan, now)) return null;
  const state = stateOf(group);
  const isMember = group !== undefined && group.members.length > 0;
  return {
    planId: plan.id,
    state,
    groupId: isMember ? group.id : null,
    closedGroupId: group && !isMember && readsUninvited(actor) ? group.id : null,
    // The groups of a deleted channel are archived.
    mayBind: servicePolicy.bindMainGroup(actor, plan) && !hasEnded && state !== "archived",
    mayInvite: isMember && state === "present" && leadsMembersOf(actor, channel, group),
  };
}

/** Whether somebody can read a group they are not in: by their role, or once they have opened it for a reason. */
function readsUninvited({ roles }: StaffActor): boolean {
  const { audits, breaksGlass } = staffScope(roles);
  return audits || breaksGlass;
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
