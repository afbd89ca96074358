import { REMOVED, staffOutside } from "./outsiders";
import type { RouteRow } from "./page-rows";
import { NOT_FOUND, UNAUTHENTICATED } from "./probe";
import type { Scene } from "./scene";

const WHY = "a ticket is its group's members'; to others it does not exist";
const press = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
const ticketAt = (appId: string, { a }: Scene): string => `/api/feishu/${appId}/tickets/${a.ticket.id}`;

/** Looking at the reminders of A's ticket, and pressing one. */
export const reminderRows: RouteRow[] = [
  ...[
    { route: "GET /api/feishu/[appId]/tickets/[ticketId]/reminder", path: "reminder", init: {} },
    { route: "POST /api/feishu/[appId]/tickets/[ticketId]/reminders", path: "reminders", init: press },
  ].map(({ route, path, init }): RouteRow => ({
    route,
    why: WHY,
    asks: [
      {
        what: "A's ticket at A's channel",
        request: (scene) => ({ url: `${ticketAt(scene.a.customer.appId, scene)}/${path}`, init }),
        rightful: "employee of A",
        answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
      },
      {
        what: "A's ticket at B's channel",
        request: (scene) => ({ url: `${ticketAt(scene.b.customer.appId, scene)}/${path}`, init }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
      },
    ],
  })),
  {
    route: "GET /api/desk/tickets/[ticketId]/reminder",
    why: WHY,
    asks: [
      {
        what: "A's ticket",
        request: ({ a }) => ({ url: `/api/desk/tickets/${a.ticket.id}/reminder` }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffOutside },
      },
    ],
  },
];
