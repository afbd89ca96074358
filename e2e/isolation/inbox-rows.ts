import { randomUUID } from "node:crypto";
import type { ActionRow } from "./action-row";
import type { RouteRow } from "./page-rows";
import { HARMLESS, UNAUTHENTICATED, type Outcome } from "./probe";
import type { Scene } from "./scene";

const staffList = { "TAM of B": HARMLESS, "engineer without groups": HARMLESS, operator: HARMLESS } as const;

/** The desk's inbox, its search and its views: each colleague's own. */
export const inboxRows: RouteRow[] = [
  {
    route: "GET /api/desk/inbox",
    why: "everybody has the groups they are in and what they may take; A's ticket is taken, so others have nothing of A",
    asks: [
      {
        what: "the whole inbox",
        request: () => ({ url: "/api/desk/inbox?limit=100" }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
      {
        what: "the inbox narrowed to A",
        request: ({ a }) => ({ url: `/api/desk/inbox?accountId=${a.accountId}` }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
  {
    route: "GET /api/desk/search",
    why: "words of A lead nowhere for who has nothing of A",
    asks: [
      {
        what: "the title of A's ticket",
        request: ({ a }) => ({
          url: `/api/desk/search?${new URLSearchParams({ q: a.ticket.title }).toString()}`,
        }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
      {
        what: "A's name",
        request: ({ a }) => ({
          url: `/api/desk/search?${new URLSearchParams({ q: a.customer.organizationName }).toString()}`,
        }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
  {
    route: "GET /api/desk/saved-views",
    why: "views are their owner's alone",
    asks: [
      {
        what: "the list",
        request: () => ({ url: "/api/desk/saved-views" }),
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
];

const refused = (code: string): Outcome => ({ status: 200, code });

/** What is done with a view that is nobody's of these: as good as another's, which tests of the commands try. */
const viewRow = (name: string, more: (scene: Scene) => Record<string, unknown>, code: string): ActionRow => ({
  action: `lib/desk/actions.ts#${name}`,
  why: "views are their owner's alone; to others they do not exist",
  args: (scene) => [more(scene)],
  answer: {
    otherwise: refused("UNAUTHENTICATED"),
    "TAM of B": refused(code),
    "engineer without groups": refused(code),
    operator: refused(code),
  },
});

/** Server actions about views of the inbox. */
export const inboxActionRows: ActionRow[] = [
  {
    ...viewRow("createSavedViewAction", ({ a }) => ({ name: "A", filter: { accountId: a.accountId } }), ""),
    why: "a view names a customer and shows nothing of it",
    answer: {
      otherwise: refused("UNAUTHENTICATED"),
      "TAM of B": { status: 200 },
      "engineer without groups": { status: 200 },
      operator: { status: 200 },
    },
  },
  viewRow("renameSavedViewAction", () => ({ viewId: randomUUID(), name: "intruder" }), "NOT_FOUND"),
  viewRow("updateSavedViewAction", () => ({ viewId: randomUUID(), filter: {} }), "NOT_FOUND"),
  viewRow("deleteSavedViewAction", () => ({ viewId: randomUUID() }), "NOT_FOUND"),
  viewRow("orderSavedViewsAction", () => ({ viewIds: [randomUUID()] }), "CONFLICT"),
];
