import type { ActionRow } from "./action-row";
import type { RouteRow } from "./page-rows";
import { intruders } from "./people";
import { findingOfA } from "./planted-data";
import { HARMLESS, type Outcome } from "./probe";

const refused = (code: string): Outcome => ({ status: 200, code });
const ABSENT = refused("NOT_FOUND");
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

/** Where the service team reviews what was written of deleted people. */
export const staffDataRows: RouteRow[] = [
  {
    route: "page /desk/findings",
    why: "places are shown to who leads the service side, each only where they read the conversation; of others how many",
    asks: [
      {
        what: "the page",
        request: async (scene) => ({ url: `/desk/findings?job=${(await findingOfA(scene)).jobId}` }),
        rightful: "TAM of A",
        answer: {
          otherwise: toDeskSignIn,
          ...allOfDesk(NO_PAGE),
          "TAM of B": HARMLESS,
          "duty lead": HARMLESS,
          manager: HARMLESS,
        },
      },
    ],
  },
];

/** Deleting the data of A's TAM, and reviewing what was found in the notes on A's ticket. */
export const staffDataActionRows: ActionRow[] = [
  {
    action: "lib/privacy/actions.ts#requestStaffDeletionAction",
    why: "desk: operators look after the service team's accounts, and nobody else",
    args: ({ a }) => [{ personId: a.tam.personId, confirmation: a.customer.tam.name }],
    answer: { otherwise: refused("UNAUTHENTICATED"), ...allOfDesk(FORBIDDEN) },
    who: intruders.filter((who) => who !== "operator"),
  },
  {
    action: "lib/privacy/actions.ts#reviewDeskFindingAction",
    why: "desk: whoever leads the service side and reads the conversation; to others there is no such place",
    args: ({ a }) => [{ jobId: crypto.randomUUID(), subjectType: "message", subjectId: a.messageIds[0] }],
    answer: { otherwise: refused("UNAUTHENTICATED"), ...allOfDesk(ABSENT) },
  },
];
