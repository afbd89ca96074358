import { employeeApi, REMOVED, staffOutside } from "./outsiders";
import type { RouteRow } from "./page-rows";
import { intruders } from "./people";
import { HARMLESS, NOT_FOUND, UNAUTHENTICATED } from "./probe";

const staffList = { "TAM of B": HARMLESS, "engineer without groups": HARMLESS, operator: HARMLESS } as const;
const serviceTeam: readonly string[] = Object.keys(staffList);

/** Lists of tickets, one ticket, what is alike, and what the form and the desk choose from. */
export const ticketRows: RouteRow[] = [
  {
    route: "GET /api/feishu/[appId]/tickets",
    why: "each sees the tickets of their own groups alone",
    asks: [
      {
        what: "the list at A's channel",
        request: ({ a }) => ({ url: `/api/feishu/${a.customer.appId}/tickets` }),
        rightful: "employee of A",
        answer: { otherwise: UNAUTHENTICATED, [REMOVED]: HARMLESS },
      },
      {
        what: "the list at B's channel",
        request: ({ a, b }) => ({
          url: `/api/feishu/${b.customer.appId}/tickets?appId=${a.customer.appId}&groupId=${a.groupId}`,
        }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": HARMLESS },
      },
    ],
  },
  {
    route: "GET /api/desk/tickets",
    why: "each sees the tickets of their own groups alone",
    asks: [
      {
        what: "the list",
        request: () => ({ url: "/api/desk/tickets" }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
  {
    route: "GET /api/feishu/[appId]/tickets/[ticketId]",
    why: "a ticket is its group's members'; to others it does not exist",
    asks: [
      {
        what: "A's ticket at A's channel",
        request: ({ a }) => ({ url: `/api/feishu/${a.customer.appId}/tickets/${a.ticket.id}` }),
        rightful: "employee of A",
        answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
      },
      {
        what: "A's ticket at B's channel",
        request: ({ a, b }) => ({ url: `/api/feishu/${b.customer.appId}/tickets/${a.ticket.id}` }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
      },
    ],
  },
  {
    route: "GET /api/desk/tickets/[ticketId]",
    why: "a ticket somebody works on is its group's members'; to others it does not exist",
    asks: [
      {
        what: "A's ticket",
        request: ({ a }) => ({ url: `/api/desk/tickets/${a.ticket.id}` }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffOutside },
      },
    ],
  },
  {
    route: "GET /api/feishu/[appId]/groups/[groupId]/similar-tickets",
    why: "what is alike is told within one's own main group alone",
    asks: [
      {
        what: "the title of A's ticket in A's group",
        request: ({ a }) => ({
          url: `${employeeApi(a.customer.appId)}/${a.groupId}/similar-tickets?text=${encodeURIComponent(a.ticket.title)}`,
        }),
        rightful: "employee of A",
        answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
      },
      {
        what: "A's group at B's channel",
        request: ({ a, b }) => ({
          url: `${employeeApi(b.customer.appId)}/${a.groupId}/similar-tickets?text=confidential`,
        }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
      },
      {
        what: "A's group named in the query of B's own",
        request: ({ a, b }) => ({
          url: `${employeeApi(b.customer.appId)}/${b.groupId}/similar-tickets?text=confidential&groupId=${a.groupId}`,
        }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": HARMLESS },
      },
    ],
  },
  {
    route: "GET /api/feishu/[appId]/products",
    why: "the vendor's products; nothing of a customer",
    asks: [
      {
        what: "them at A's channel",
        request: ({ a }) => ({ url: `/api/feishu/${a.customer.appId}/products` }),
        answer: { otherwise: UNAUTHENTICATED, [REMOVED]: HARMLESS },
      },
    ],
  },
  {
    route: "GET /api/desk/products",
    why: "the vendor's products; nothing of a customer",
    asks: [
      {
        what: "them",
        request: () => ({ url: "/api/desk/products" }),
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
  {
    route: "GET /api/desk/staff",
    why: "the service team's own: all of them know their colleagues by name, and nobody else does",
    asks: [
      {
        what: "the list",
        request: () => ({ url: "/api/desk/staff" }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED },
        who: intruders.filter((who) => !serviceTeam.includes(who)),
      },
    ],
  },
];
