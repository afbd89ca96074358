import type { ActionRow } from "./action-row";
import type { RouteRow } from "./page-rows";
import { exportOfA } from "./planted-data";
import { HARMLESS, NOT_FOUND, type Outcome, UNAUTHENTICATED } from "./probe";

/** The page shows the account's name to who may see it. */
const dataPageRow: RouteRow = {
  route: "page /console/data",
  why: "the console shows a principal their own account alone",
  asks: [
    {
      what: "the page",
      request: () => ({ url: "/console/data" }),
      rightful: "principal of A",
      answer: {
        otherwise: { status: 307, location: /^\/console\/sign-in\?returnTo=/ },
        "principal of B": HARMLESS,
      },
    },
  ],
};

/** What is known, exported and found of an account's data: its own principals' alone. */
export const dataRows: RouteRow[] = [
  dataPageRow,
  {
    route: "GET /api/console/data",
    why: "a principal reads their own account's jobs alone",
    asks: [
      {
        what: "the jobs, naming A's account",
        request: ({ a }) => ({ url: `/api/console/data?account=${a.accountId}&accountId=${a.accountId}` }),
        answer: { otherwise: UNAUTHENTICATED, "principal of B": HARMLESS },
      },
    ],
  },
  {
    route: "GET /api/console/data/findings",
    why: "a principal reads what was found in their own account alone",
    asks: [
      {
        what: "the findings, naming A's account",
        request: ({ a }) => ({ url: `/api/console/data/findings?accountId=${a.accountId}` }),
        answer: { otherwise: UNAUTHENTICATED, "principal of B": HARMLESS },
      },
    ],
  },
  {
    route: "GET /api/console/data/people",
    why: "a principal finds their own account's people alone",
    asks: [
      {
        what: "everybody",
        request: ({ a }) => ({ url: `/api/console/data/people?text=&accountId=${a.accountId}` }),
        rightful: "principal of A",
        answer: { otherwise: UNAUTHENTICATED, "principal of B": HARMLESS },
      },
    ],
  },
  {
    route: "GET /api/console/data/exports/[jobId]",
    why: "an export is its account's principals'; to others it does not exist",
    asks: [
      {
        what: "A's export",
        request: async (scene) => ({ url: `/api/console/data/exports/${await exportOfA(scene)}` }),
        answer: { otherwise: UNAUTHENTICATED, "principal of B": NOT_FOUND },
      },
    ],
  },
];

const refused = (code: string): Outcome => ({ status: 200, code });

/** Decisions about an account's data, which name a person or a job of A. */
export const dataActionRows: ActionRow[] = [
  {
    action: "lib/privacy/actions.ts#requestAccountExportAction",
    why: "console: names nothing; exports one's own account alone",
    args: () => [],
    answer: { otherwise: refused("UNAUTHENTICATED") },
    // Whoever is at B's console may export B.
    who: ["a stranger", "employee of B", "TAM of B", "TAM of B, cookie renamed to the console's", "operator"],
  },
  {
    action: "lib/privacy/actions.ts#requestPersonDeletionAction",
    why: "console: one's own account's people",
    args: ({ a }) => [
      { personId: a.employees[0]?.personId, confirmation: a.customer.employees[0]?.name ?? "" },
    ],
    answer: { otherwise: refused("UNAUTHENTICATED"), "principal of B": refused("NOT_FOUND") },
  },
  {
    action: "lib/privacy/actions.ts#setRetentionAction",
    why: "console: names nothing; sets one's own account's alone",
    args: ({ a }) => [{ months: 6, accountId: a.accountId }],
    answer: { otherwise: refused("UNAUTHENTICATED") },
    who: ["a stranger", "employee of B", "TAM of B", "TAM of B, cookie renamed to the console's", "operator"],
  },
  {
    action: "lib/privacy/actions.ts#reviewFindingAction",
    why: "console: findings of one's own account's deletions",
    args: ({ a }) => [{ jobId: crypto.randomUUID(), subjectType: "message", subjectId: a.messageIds[0] }],
    answer: { otherwise: refused("UNAUTHENTICATED"), "principal of B": refused("NOT_FOUND") },
  },
];
