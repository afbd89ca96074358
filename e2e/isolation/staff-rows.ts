import type { ActionRow } from "./action-row";
import type { RouteRow } from "./page-rows";
import { intruders, type Intruder } from "./people";
import type { Outcome } from "./probe";

const refused = (code: string): Outcome => ({ status: 200, code });
const FORBIDDEN = refused("FORBIDDEN");
const NO_PAGE: Outcome = { status: 404 };
const toDeskSignIn: Outcome = { status: 307, location: /^\/desk\/sign-in\?returnTo=/ };

const allOfDesk = <T>(outcome: T) =>
  ({
    "TAM of B": outcome,
    "engineer without groups": outcome,
    operator: outcome,
    "duty lead": outcome,
    manager: outcome,
    auditor: outcome,
  }) as const;

/** What operators do about A's TAM, tried by everybody else. */
const accountRow = (name: string, more: Record<string, unknown> = {}): ActionRow => ({
  action: `lib/identity/actions.ts#${name}`,
  why: "desk: operators look after the service team's accounts, and nobody else",
  args: ({ a }) => [{ email: a.customer.tam.email, ...more }],
  answer: { otherwise: refused("UNAUTHENTICATED"), ...allOfDesk(FORBIDDEN) },
});

/** Server actions about the service team's accounts, and about opening A's conversation. */
export const staffActionRows: ActionRow[] = [
  accountRow("createStaffAction", { name: "Intruder", roles: ["operator"], password: "a long enough one" }),
  accountRow("setStaffRolesAction", { roles: ["auditor"] }),
  accountRow("setStaffPasswordAction", { password: "a long enough one" }),
  accountRow("disableStaffAction"),
  accountRow("enableStaffAction"),
  accountRow("resetStaffSecondFactorAction"),
  {
    action: "lib/desk/actions.ts#breakGlassAction",
    why: "desk: TAMs, duty leads and managers open a conversation for a reason; others learn nothing of it",
    args: ({ a }) => [{ conversation: a.groupId, reason: "an intruder's reason" }],
    answer: { otherwise: refused("UNAUTHENTICATED"), ...allOfDesk(FORBIDDEN) },
  },
  {
    action: "lib/desk/actions.ts#endBreakGlassAction",
    why: "desk: closes what one has open oneself",
    args: ({ a }) => [{ groupId: a.groupId }],
    answer: { otherwise: refused("UNAUTHENTICATED"), ...allOfDesk(refused("NOT_FOUND")) },
  },
];

/** Pages about the service team's accounts, and about reading without being a member. */
export const staffRows: RouteRow[] = [
  {
    route: "page /desk/staff",
    why: "the service team's accounts are operators'; to others there is no such page",
    asks: [
      {
        what: "the page",
        request: ({ a }) => ({ url: `/desk/staff?email=${a.customer.tam.email}` }),
        answer: { otherwise: toDeskSignIn, ...allOfDesk(NO_PAGE) },
        who: intruders.filter((who: Intruder) => who !== "operator"),
      },
    ],
  },
  {
    route: "page /desk/open",
    why: "names nothing of what could be opened; lists what one has open oneself",
    asks: [
      {
        what: "the page about A's group",
        request: ({ a }) => ({ url: `/desk/open?group=${a.groupId}` }),
        answer: {
          otherwise: toDeskSignIn,
          ...allOfDesk(NO_PAGE),
          "TAM of B": { status: 200 },
          "TAM whose opening of A's groups ended": { status: 200 },
          "duty lead": { status: 200 },
          manager: { status: 200 },
        },
      },
    ],
  },
  {
    route: "page /desk/reading",
    why: "shows a group to who reads it by their role alone: auditors, and duty leads the queue's; each view of an auditor is recorded",
    asks: [
      {
        what: "A's group",
        request: ({ a }) => ({ url: `/desk/reading?group=${a.groupId}` }),
        answer: { otherwise: toDeskSignIn, ...allOfDesk(NO_PAGE), auditor: { status: 200 } },
      },
    ],
  },
];
