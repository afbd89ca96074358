import type { ActionRow } from "./action-row";
import { REMOVED, staffOutside } from "./outsiders";
import type { RouteRow } from "./page-rows";
import { HARMLESS, NOT_FOUND, UNAUTHENTICATED, type Ask, type Outcome } from "./probe";
import type { Scene } from "./scene";

const WHY = "an emergency is its ticket's members'; to others it does not exist";
const staffList = { "TAM of B": HARMLESS, "engineer without groups": HARMLESS, operator: HARMLESS } as const;

/** A press on A's ticket, as who declared its emergency would repeat it: to them it changes nothing. */
const press = ({ a }: Scene): RequestInit => ({
  method: "POST",
  body: JSON.stringify({ ticketId: a.ticket.id, reason: "data_loss", impact: a.incident.impact }),
  headers: { "content-type": "application/json" },
});

/** The same request through A's channel and through B's. */
const throughBoth = (path: (scene: Scene) => string, init?: (scene: Scene) => RequestInit): Ask[] => [
  {
    what: "A's at A's channel",
    request: (scene) => ({
      url: `/api/feishu/${scene.a.customer.appId}/${path(scene)}`,
      ...(init && { init: init(scene) }),
    }),
    rightful: "employee of A",
    answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
  },
  {
    what: "A's at B's channel",
    request: (scene) => ({
      url: `/api/feishu/${scene.b.customer.appId}/${path(scene)}`,
      ...(init && { init: init(scene) }),
    }),
    answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
  },
];

const atDesk = (path: (scene: Scene) => string): Ask[] => [
  {
    what: "A's",
    request: (scene) => ({ url: `/api/desk/${path(scene)}` }),
    rightful: "TAM of A",
    answer: { otherwise: UNAUTHENTICATED, ...staffOutside },
  },
];

const ofTicket = ({ a }: Scene): string => `tickets/${a.ticket.id}/incident`;
const report = ({ a }: Scene): string => `incidents/${a.incident.id}/report`;

/** Pressing Emergency on A's ticket, looking at its emergency, and its report. */
export const incidentRows: RouteRow[] = [
  {
    route: "POST /api/feishu/[appId]/incidents",
    why: WHY,
    asks: [
      ...throughBoth(() => "incidents", press),
      {
        what: "an emergency in A's main group, at B's channel",
        request: ({ a, b }) => ({
          url: `/api/feishu/${b.customer.appId}/incidents`,
          init: {
            method: "POST",
            body: JSON.stringify({
              groupId: a.groupId,
              clientId: a.ticket.id,
              reason: "data_loss",
              impact: "intruder",
            }),
            headers: { "content-type": "application/json" },
          },
        }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
      },
    ],
  },
  {
    route: "GET /api/feishu/[appId]/tickets/[ticketId]/incident",
    why: WHY,
    asks: throughBoth(ofTicket),
  },
  { route: "GET /api/desk/tickets/[ticketId]/incident", why: WHY, asks: atDesk(ofTicket) },
  {
    route: "GET /api/feishu/[appId]/incidents/[incidentId]/report",
    why: WHY,
    asks: throughBoth(report),
  },
  { route: "GET /api/desk/incidents/[incidentId]/report", why: WHY, asks: atDesk(report) },
  {
    route: "GET /api/desk/incidents",
    why: "each sees the emergencies of their own groups, and those they were called for",
    asks: [
      {
        what: "the list",
        request: () => ({ url: "/api/desk/incidents" }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
];

const refused = (code: string): Outcome => ({ status: 200, code });
const ABSENT = refused("NOT_FOUND");
const NOBODY = refused("UNAUTHENTICATED");
const outsideDesk = { "TAM of B": ABSENT, "engineer without groups": ABSENT, operator: ABSENT };

/** What the service side does with A's emergency, tried by those who are not in its ticket. */
const staffRow = (name: string, more: Record<string, unknown> = {}): ActionRow => ({
  action: `lib/incidents/actions.ts#${name}`,
  why: `desk: ${WHY}`,
  args: ({ a }) => [{ incidentId: a.incident.id, ...more }],
  answer: { otherwise: NOBODY, ...outsideDesk },
});

/** What the customer does, tried at the other customer's door. */
const customerRow = (name: string): ActionRow => ({
  action: `lib/incidents/actions.ts#${name}`,
  why: WHY,
  args: ({ a, b }) => [b.customer.appId, { incidentId: a.incident.id }],
  answer: { otherwise: NOBODY, "employee of B": ABSENT },
});

const FORBIDDEN = refused("FORBIDDEN");

/** What a lead does with a major incident A's emergency is in: a TAM may know that there is one, others not even that. */
const majorRow = (name: string, more: (scene: Scene) => Record<string, unknown>): ActionRow => ({
  action: `lib/incidents/actions.ts#${name}`,
  why: "desk: only who leads changes a major incident, and what all its customers are told",
  args: (scene) => [{ majorIncidentId: scene.majorIncidentId, ...more(scene) }],
  answer: { otherwise: NOBODY, ...outsideDesk, "TAM of B": FORBIDDEN },
});

const DONE: Outcome = { status: 200 };

/** Server actions about A's emergency. */
export const incidentActionRows: ActionRow[] = [
  staffRow("acknowledgeIncidentAction"),
  staffRow("workOnIncidentAction"),
  staffRow("mitigateIncidentAction"),
  staffRow("closeIncidentAction", { cause: "intruder" }),
  staffRow("downgradeIncidentAction", { severity: "s4", reason: "intruder" }),
  customerRow("undoIncidentAction"),
  customerRow("reportSolvedAction"),
  {
    action: "lib/incidents/actions.ts#markPageSeenAction",
    why: "desk: marks one's own calls alone, and tells nothing of others'",
    args: ({ a }) => [{ pageIds: [a.incident.id] }],
    answer: { otherwise: NOBODY, "TAM of B": DONE, "engineer without groups": DONE, operator: DONE },
  },
  majorRow("groupIncidentsAction", ({ a }) => ({ remove: [a.incident.id] })),
  majorRow("postMajorUpdateAction", ({ b }) => ({ updateId: b.incident.id, text: "intruder" })),
  majorRow("closeMajorIncidentAction", ({ b }) => ({ updateId: b.incident.id, text: "intruder" })),
  {
    action: "lib/incidents/actions.ts#openMajorIncidentAction",
    why: "desk: only who leads puts customers' emergencies together",
    args: ({ a }) => [{ title: "intruder", incidentIds: [a.incident.id] }],
    answer: {
      otherwise: NOBODY,
      "TAM of B": FORBIDDEN,
      "engineer without groups": FORBIDDEN,
      operator: FORBIDDEN,
    },
  },
];
