import type { ActionRow } from "./action-row";
import { leadsOutside, staffOutside } from "./outsiders";
import type { RouteRow } from "./page-rows";
import { HARMLESS, UNAUTHENTICATED, type Outcome } from "./probe";
import type { Scene } from "./scene";

const staffList = { "TAM of B": HARMLESS, "engineer without groups": HARMLESS, operator: HARMLESS } as const;

const toDeskSignIn: Outcome = { status: 307, location: /^\/desk\/sign-in\?returnTo=/ };

/** What stands beside a conversation at the desk: macros with their page, what fills them, and the customer's card. */
export const macroRows: RouteRow[] = [
  {
    route: "GET /api/desk/macros",
    why: "macros of one's own are nobody else's",
    asks: [
      {
        what: "the list",
        request: () => ({ url: "/api/desk/macros" }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
  ...["macro-values", "customer"].map((name) => ({
    route: `GET /api/desk/groups/[groupId]/${name}`,
    why: "a group is its members'; to others it does not exist",
    asks: [
      {
        what: "of A's main group",
        request: ({ a }: Scene) => ({ url: `/api/desk/groups/${a.groupId}/${name}` }),
        rightful: "TAM of A" as const,
        answer: { otherwise: UNAUTHENTICATED, ...staffOutside, ...leadsOutside },
      },
      {
        what: "of A's ticket",
        request: ({ a }: Scene) => ({ url: `/api/desk/groups/${a.ticket.groupId}/${name}` }),
        rightful: "TAM of A" as const,
        answer: { otherwise: UNAUTHENTICATED, ...staffOutside, ...leadsOutside },
      },
    ],
  })),
  {
    route: "page /desk/macros",
    why: "one's own macros and the team's; A's TAM's own are neither. Who works on no ticket has no such page",
    asks: [
      {
        what: "the page",
        request: () => ({ url: "/desk/macros" }),
        rightful: "TAM of A",
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": HARMLESS,
          "engineer without groups": HARMLESS,
          operator: { status: 404 },
          auditor: { status: 404 },
        },
      },
    ],
  },
];

const refused = (code: string): Outcome => ({ status: 200, code });

const macroRow = (name: string, more: (scene: Scene) => Record<string, unknown>): ActionRow => ({
  action: `lib/desk/actions.ts#${name}`,
  why: "a macro of one's own is nobody else's; to others it does not exist",
  args: (scene) => [more(scene)],
  answer: {
    otherwise: refused("UNAUTHENTICATED"),
    "TAM of B": refused("NOT_FOUND"),
    "engineer without groups": refused("NOT_FOUND"),
    operator: refused("NOT_FOUND"),
  },
});

/** Server actions about macros. */
export const macroActionRows: ActionRow[] = [
  {
    ...macroRow("createMacroAction", () => ({
      name: "intruder",
      body: "intruder {{nobody}}",
      forTeam: false,
    })),
    why: "a macro is its author's; this one has a variable that does not exist",
    answer: {
      otherwise: refused("UNAUTHENTICATED"),
      "TAM of B": refused("INVALID_INPUT"),
      "engineer without groups": refused("INVALID_INPUT"),
      operator: refused("FORBIDDEN"),
    },
  },
  macroRow("changeMacroAction", ({ a }) => ({
    macroId: a.own.macroId,
    name: "intruder",
    body: "intruder",
    updatedAt: new Date().toISOString(),
  })),
  macroRow("retireMacroAction", ({ a }) => ({ macroId: a.own.macroId })),
];
