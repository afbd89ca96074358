import { intruders } from "./people";
import type { RouteRow } from "./page-rows";
import { HARMLESS, UNAUTHENTICATED } from "./probe";

const staffList = { "TAM of B": HARMLESS, "engineer without groups": HARMLESS, operator: HARMLESS } as const;

/** The lists of the desk, which are over all customers. */
export const deskListRows: RouteRow[] = [
  {
    route: "GET /api/desk/tam-candidates",
    why: "the service team's own: all of them know their colleagues by name, and nobody else does",
    asks: [
      {
        what: "the list",
        request: () => ({ url: "/api/desk/tam-candidates" }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED },
        who: intruders.filter((who) => !(who in staffList)),
      },
    ],
  },
  {
    route: "GET /api/desk/main-group-requests",
    why: "how many ask whom one looks after; A's customers are none of theirs",
    asks: [
      {
        what: "the count",
        request: () => ({ url: "/api/desk/main-group-requests" }),
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
  {
    route: "GET /api/desk/tickets/own",
    why: "each sees the tickets they work on, or are in, alone",
    asks: ["assigned", "member"].map((of) => ({
      what: `the list of those they are ${of} to`,
      request: () => ({ url: `/api/desk/tickets/own?of=${of}` }),
      rightful: "TAM of A" as const,
      answer: { otherwise: UNAUTHENTICATED, ...staffList },
    })),
  },
  {
    route: "GET /api/desk/tickets/queue",
    why: "what nobody has taken is for all who may take it; A's ticket is taken, and so in no queue",
    asks: [
      {
        what: "the queue",
        request: () => ({ url: "/api/desk/tickets/queue" }),
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
];
