import { randomUUID } from "node:crypto";
import type { ActionRow } from "./action-row";
import { dataActionRows } from "./data-rows";
import { channelCareActionRows } from "./channel-care-rows";
import { selfCheckActionRows } from "./self-check-rows";
import { inboxActionRows } from "./inbox-rows";
import { macroActionRows } from "./macro-rows";
import { incidentActionRows } from "./incident-rows";
import { invitationActionRows } from "./invitation-rows";
import { intruders, type Intruder } from "./people";
import type { Outcome } from "./probe";
import type { Scene } from "./scene";
import { formOf } from "./server-action";
import { principalActionRows } from "./principal-rows";
import { notificationActionRows } from "./notification-rows";
import { signInActionRows } from "./sign-in-rows";
import { staffDataActionRows } from "./staff-data-rows";
import { staffActionRows } from "./staff-rows";

const refused = (code: string): Outcome => ({ status: 200, code });
const NOBODY = refused("UNAUTHENTICATED");
const ABSENT = refused("NOT_FOUND");

/** A wrong password is counted against the name: asked by all, the last would be told to wait instead. */
const TWO: readonly Intruder[] = ["a stranger", "principal of B"];

/** Duty is planned by who leads the service team; operators do, so nothing of it is kept from them. */
const NOT_PLANNING = intruders.filter((who) => who !== "operator");
const dutyAnswer = {
  otherwise: NOBODY,
  "TAM of B": refused("FORBIDDEN"),
  "engineer without groups": refused("FORBIDDEN"),
};

/** An action about A's TAM: what others of the service team may not do to them. */
const dutyRow = (name: string, args: ActionRow["args"]): ActionRow => ({
  action: `lib/duty/actions.ts#${name}`,
  why: "desk: who leads the service team plans its duty; leave is one's own besides",
  args,
  answer: dutyAnswer,
  who: NOT_PLANNING,
});

/** What is done about a customer by who looks after it; operators know of all customers, and may do none of it. */
const servedRow = (name: string, args: ActionRow["args"]): ActionRow => ({
  action: `lib/channels/actions.ts#${name}`,
  why: "desk: a customer is its TAM's, its deputy's and the leads'; to others it does not exist",
  args,
  answer: {
    otherwise: NOBODY,
    "TAM of B": ABSENT,
    "engineer without groups": ABSENT,
    operator: refused("FORBIDDEN"),
  },
});

type TicketRow = {
  name: string;
  /** What is asked besides the ticket and a version. */
  more?: Record<string, unknown>;
};

/** Changes of A's ticket that both sides make, tried at B's own door: the ticket does not exist there. */
const sharedTicketRow = ({ name, more = {} }: TicketRow): ActionRow => ({
  action: `lib/tickets/actions.ts#${name}`,
  why: "a ticket is its group's members'; to others it does not exist",
  args: ({ a, b }) => [
    { kind: "employee", appId: b.customer.appId },
    { ticketId: a.ticket.id, version: 1, ...more },
  ],
  answer: { otherwise: NOBODY, "employee of B": ABSENT },
});

/** The same for what the service team alone does, at the desk. */
const staffTicketRow = ({ name, more = {} }: TicketRow): ActionRow => ({
  action: `lib/tickets/actions.ts#${name}`,
  why: "desk: a ticket somebody works on is its group's members'; to others it does not exist",
  args: ({ a }) => [{ ticketId: a.ticket.id, version: 1, ...more }],
  answer: { otherwise: NOBODY, "TAM of B": ABSENT, "engineer without groups": ABSENT, operator: ABSENT },
});

/** Changes of who is in A's group, tried at B's own door: the group does not exist there. */
const memberRow = (
  name: string,
  more: (scene: Scene) => Record<string, unknown> = () => ({}),
): ActionRow => ({
  action: `lib/groups/actions.ts#${name}`,
  why: "who is in a group is its members' matter; to others it does not exist",
  args: (scene) => [
    { kind: "employee", appId: scene.b.customer.appId },
    { groupId: scene.a.groupId, ...more(scene) },
  ],
  answer: { otherwise: NOBODY, "employee of B": ABSENT },
});
const secondOfA = ({ a }: Scene) => ({ personId: a.employees[1]?.personId });

const tomorrow = new Date(Date.now() + 24 * 60 * 60_000).toISOString();

const ticketActionRows: ActionRow[] = [
  {
    action: "lib/tickets/actions.ts#createTicketAction",
    why: "a ticket is created in one's own main group",
    args: ({ a, b }) => [
      b.customer.appId,
      {
        groupId: a.groupId,
        clientId: randomUUID(),
        title: "intruder",
        productCode: "other",
        severity: "s1",
        description: "intruder",
      },
    ],
    answer: { otherwise: NOBODY, "employee of B": ABSENT },
  },
  {
    action: "lib/tickets/actions.ts#rateTicketAction",
    why: "a ticket is rated by its group's members",
    args: ({ a }) => [a.customer.appId, { ticketId: a.ticket.id, resolution: 0, score: 1 }],
    answer: { otherwise: NOBODY, "removed member of A's group": ABSENT },
  },
  sharedTicketRow({ name: "moveTicketAction", more: { status: "resolved" } }),
  sharedTicketRow({ name: "closeTicketAction" }),
  sharedTicketRow({ name: "reopenTicketAction", more: { reason: "intruder" } }),
  sharedTicketRow({ name: "changeSeverityAction", more: { severity: "s4", reason: "intruder" } }),
  {
    action: "lib/tickets/actions.ts#takeTicketAction",
    why: "desk: who could see it while it had no engineer learns that it has one, and nothing else",
    args: ({ a }) => [{ ticketId: a.ticket.id, version: 1 }],
    answer: {
      otherwise: NOBODY,
      "TAM of B": refused("CONFLICT"),
      "engineer without groups": refused("CONFLICT"),
      operator: ABSENT,
    },
  },
  staffTicketRow({ name: "assignTicketAction", more: { personId: randomUUID() } }),
  {
    ...staffTicketRow({ name: "handOverTicketsAction" }),
    args: ({ a }) => [{ tickets: [{ ticketId: a.ticket.id, version: 1 }], personId: null, note: "intruder" }],
  },
  staffTicketRow({ name: "promiseUpdateAction", more: { promisedAt: tomorrow } }),
];

/** Server actions, by file and name. */
export const actionRows: ActionRow[] = [
  ...incidentActionRows,
  ...channelCareActionRows,
  ...notificationActionRows,
  ...selfCheckActionRows,
  ...ticketActionRows,
  ...signInActionRows,
  ...staffActionRows,
  ...principalActionRows,
  ...staffDataActionRows,
  ...invitationActionRows,
  ...inboxActionRows,
  ...macroActionRows,
  ...dataActionRows,
  memberRow("removeMemberAction", secondOfA),
  memberRow("setMemberRoleAction", (scene) => ({ ...secondOfA(scene), role: "owner" })),
  memberRow("leaveGroupAction"),
  {
    action: "lib/accounts/actions.ts#signInPrincipalAction",
    why: "public: A's name with B's password is nobody's",
    args: ({ a, b }) => [
      null,
      formOf({ name: a.customer.accountAlias, password: b.customer.accountPassword, returnTo: "/console" }),
    ],
    who: TWO,
    answer: { otherwise: NOBODY },
  },
  {
    action: "lib/accounts/actions.ts#signInDemoPrincipalAction",
    why: "does not exist outside the demo",
    args: ({ a }) => [null, formOf({ id: a.principal.principalId, returnTo: "/console" })],
    answer: { otherwise: ABSENT },
  },
  {
    action: "lib/accounts/actions.ts#assumeRoleAction",
    why: "console: a role is assumed by whom it was granted to, in one account",
    args: ({ a }) => [null, formOf({ roleId: a.roleId })],
    answer: { otherwise: NOBODY, "principal of B": ABSENT },
  },
  {
    action: "lib/accounts/actions.ts#leaveRoleAction",
    why: "console: names nothing; changes one's own session alone",
    args: () => [null, formOf({})],
    answer: { otherwise: NOBODY },
    // Whoever is signed in gets a new session of their own: nothing of A is in reach.
    who: ["a stranger", "employee of B", "TAM of B", "TAM of B, cookie renamed to the console's", "operator"],
  },
  {
    action: "lib/accounts/actions.ts#signOutPrincipalAction",
    why: "console: ends one's own session alone",
    args: () => [],
    answer: { otherwise: { status: 200, location: /^\/console\/sign-in/ } },
  },
  {
    action: "lib/channels/actions.ts#addChannelAction",
    why: "console: an app that is registered stays with whose it is",
    args: ({ a }) => [
      formOf({
        organizationName: a.customer.organizationName,
        appId: a.customer.appId,
        appSecret: a.customer.appSecret,
      }),
    ],
    answer: { otherwise: NOBODY, "principal of B": refused("CONFLICT") },
  },
  {
    action: "lib/channels/actions.ts#disableChannelAction",
    why: "console: one's own account's channels",
    args: ({ a }) => [{ channelId: a.channelId }],
    answer: { otherwise: NOBODY, "principal of B": ABSENT },
  },
  {
    action: "lib/channels/actions.ts#enableChannelAction",
    why: "console: one's own account's channels",
    args: ({ a }) => [{ channelId: a.channelId }],
    answer: { otherwise: NOBODY, "principal of B": ABSENT },
  },
  servedRow("createMainGroupAction", ({ a }) => [{ channelId: a.channelId, planId: a.planId }]),
  servedRow("setMainGroupEntryAction", ({ a }) => [{ channelId: a.channelId, entry: "link" }]),
  servedRow("changePlanStaffAction", ({ a, b }) => [
    { planId: a.planId, tamId: b.tam.personId, deputyId: null },
  ]),
  {
    action: "lib/channels/actions.ts#requestMainGroupAction",
    why: "a main group is asked for in one's own channel; who was removed from it may ask for it again",
    args: ({ a }) => [a.customer.appId],
    answer: { otherwise: NOBODY },
    who: intruders.filter((who) => who !== "removed member of A's group"),
  },
  dutyRow("planShiftsAction", ({ a }) => [
    {
      personId: a.tam.personId,
      kind: "engineer",
      zone: "Asia/Shanghai",
      start: "09:00",
      end: "18:00",
      from: "2026-12-01",
    },
  ]),
  {
    ...dutyRow("removeShiftAction", () => [{ shiftId: randomUUID() }]),
    answer: { ...dutyAnswer, "TAM of B": ABSENT, "engineer without groups": ABSENT },
  },
  dutyRow("setLeaveAction", ({ a }) => [{ personId: a.tam.personId, leave: null }]),
  dutyRow("setSkillsAction", ({ a }) => [{ personId: a.tam.personId, productCodes: ["other"] }]),
  dutyRow("setCapacityAction", ({ a }) => [{ personId: a.tam.personId, capacity: 0 }]),
  {
    action: "lib/identity/actions.ts#signInStaffAction",
    why: "public: the address of A's TAM with the password of B's is nobody's",
    args: ({ a, b }) => [
      null,
      formOf({ email: a.customer.tam.email, password: b.customer.tam.password, returnTo: "/desk" }),
    ],
    who: TWO,
    answer: { otherwise: NOBODY },
  },
  {
    action: "lib/identity/actions.ts#signInDemoPersonAction",
    why: "does not exist outside the demo",
    args: ({ a }) => [null, formOf({ id: a.tam.personId, returnTo: "/desk" })],
    answer: { otherwise: ABSENT },
  },
  {
    action: "lib/identity/actions.ts#signOutStaffAction",
    why: "desk: ends one's own session alone",
    args: () => [],
    answer: { otherwise: { status: 200, location: /^\/desk\/sign-in/ } },
  },
];
