import type { ActionRow } from "./action-row";
import type { RouteRow } from "./page-rows";
import { intruders } from "./people";
import { HARMLESS, type Outcome } from "./probe";

const refused = (code: string): Outcome => ({ status: 200, code });
const NO_PAGE: Outcome = { status: 404 };

/** The self-check of A's channel, in the console and at the desk. */
export const selfCheckPageRows: RouteRow[] = [
  {
    route: "page /console/channels/[channelId]",
    why: "the console shows a principal the channels of their own account alone",
    asks: [
      {
        what: "A's channel",
        request: ({ a }) => ({ url: `/console/channels/${a.channelId}` }),
        rightful: "principal of A",
        answer: {
          otherwise: { status: 307, location: /^\/console\/sign-in\?returnTo=/ },
          "principal of B": NO_PAGE,
        },
      },
    ],
  },
  {
    route: "page /desk/groups/[channelId]",
    why: "who may care for the channel; leads and operators keep every channel working (get-self-check.test.ts)",
    asks: [
      {
        what: "A's channel",
        request: ({ a }) => ({ url: `/desk/groups/${a.channelId}` }),
        rightful: "TAM of A",
        answer: {
          otherwise: { status: 307, location: /^\/desk\/sign-in\?returnTo=/ },
          "TAM of B": NO_PAGE,
          "engineer without groups": NO_PAGE,
          auditor: NO_PAGE,
        },
        who: intruders.filter((who) => !["operator", "duty lead", "manager"].includes(who)),
      },
    ],
  },
];

/** A card to one of A's people. */
export const selfCheckActionRows: ActionRow[] = [
  {
    action: "lib/channels/actions.ts#sendTestCardAction",
    why: "who cares for a channel tries its way of the messages; to others neither channel nor person exists",
    args: ({ a }) => ["staff", { channelId: a.channelId, personId: a.employees[0]?.personId ?? "" }],
    answer: {
      otherwise: refused("UNAUTHENTICATED"),
      "TAM of B": refused("NOT_FOUND"),
      "engineer without groups": refused("NOT_FOUND"),
      // Excluded by their right (role-rights.ts).
      operator: HARMLESS,
    },
  },
];
