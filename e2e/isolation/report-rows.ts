import type { RouteRow } from "./page-rows";
import { HARMLESS, UNAUTHENTICATED, type Outcome } from "./probe";

const mayNot: Outcome = { status: 403, code: "FORBIDDEN" };
const days = "from=2026-01-01&to=2026-12-31";

/** The desk's figures, as a page and as a file. */
export const reportRows: RouteRow[] = ["reports", "reports.csv"].map((name) => ({
  route: `GET /api/desk/${name}`,
  why: "who looks after other customers gets figures of those; whose work needs none gets none",
  asks: [
    {
      what: "the figures of A",
      request: ({ a }) => ({ url: `/api/desk/${name}?${days}&accountId=${a.accountId}` }),
      // The file has figures and no word or id of A's, so that even its TAM finds nothing to recognise it by.
      ...(name === "reports" ? { rightful: "TAM of A" as const } : {}),
      answer: {
        otherwise: UNAUTHENTICATED,
        "TAM of B": HARMLESS,
        "engineer without groups": mayNot,
        operator: mayNot,
      },
    },
  ],
}));
