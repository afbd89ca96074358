import type { RouteRow } from "./page-rows";
import { intruders } from "./people";
import { HARMLESS, UNAUTHENTICATED, type Outcome } from "./probe";

const mayNot: Outcome = { status: 403, code: "FORBIDDEN" };

/** The log of who did what, at the desk and in the console, as pages and as files. */
export const auditRows: RouteRow[] = [
  ...["audit", "audit.csv"].map((name): RouteRow => ({
    route: `GET /api/desk/${name}`,
    why: "the log is for auditors, managers and operators, and the latter administer A's account too",
    asks: [
      {
        what: "what was done to A's account",
        request: ({ a }) => ({ url: `/api/desk/${name}?account=${a.accountId}` }),
        answer: { otherwise: UNAUTHENTICATED, "TAM of B": mayNot, "engineer without groups": mayNot },
        who: intruders.filter((who) => who !== "operator"),
      },
    ],
  })),
  ...["activity", "activity.csv"].map((name): RouteRow => ({
    route: `GET /api/console/${name}`,
    why: "a principal reads what was done to their own account alone",
    asks: [
      {
        what: "the log",
        request: () => ({ url: `/api/console/${name}` }),
        rightful: "principal of A",
        answer: { otherwise: UNAUTHENTICATED, "principal of B": HARMLESS },
      },
      {
        what: "the log of A's account",
        request: ({ a }) => ({
          url: `/api/console/${name}?account=${a.accountId}&accountId=${a.accountId}&actor=${a.principal.principalId}`,
        }),
        answer: { otherwise: UNAUTHENTICATED, "principal of B": HARMLESS },
      },
    ],
  })),
];
