import type { Actor, StaffRole } from "@/lib/actor/actor";

/** What a decision about a group needs to know. */
export type GroupFacts = {
  kind: "main" | "ticket" | "internal";
  accountId: string;
  channelId: string;
  archivedAt: Date | null;
  /** The actor's own membership, or null for a stranger and for who left. */
  membership: { role: "owner" | "member" } | null;
};

const staffWhoLead: ReadonlySet<StaffRole> = new Set<StaffRole>(["tam", "duty_lead", "manager"]);

const isMember = (actor: Actor, group: GroupFacts): boolean => {
  if (actor.kind === "system") return true;
  if (actor.kind === "principal" || group.membership === null) return false;
  // A session is bound to its channel, whatever rows say; internal groups are the service side's own.
  if (actor.kind === "employee") return group.channelId === actor.channelId && group.kind !== "internal";
  return true;
};

const leadsMembers = (actor: Actor, group: GroupFacts): boolean => {
  if (actor.kind === "system") return true;
  if (!isMember(actor, group)) return false;
  if (actor.kind === "staff") return actor.roles.some((role) => staffWhoLead.has(role));
  return group.membership?.role === "owner";
};

/** Who may do what in a group. Pure, so that the browser can ask the same question. */
export const groupPolicy = {
  read: isMember,
  post: (actor: Actor, group: GroupFacts): boolean => isMember(actor, group) && group.archivedAt === null,
  /** Adding and removing people of one's own side: its owners, and who leads the service team there. */
  manageMembers: leadsMembers,
} as const;

export type GroupAbility = keyof typeof groupPolicy;
