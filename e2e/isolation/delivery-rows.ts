import { employeeApi, leadsOutside, REMOVED, staffOutside } from "./outsiders";
import type { RouteRow } from "./page-rows";
import { NOT_FOUND, UNAUTHENTICATED } from "./probe";

const WHY = "who of a group was reached is told to who mentioned them, and to nobody else";

/** What became of the mentions of a message of A's. */
export const deliveryRows: RouteRow[] = [
  {
    route: "GET /api/feishu/[appId]/groups/[groupId]/messages/[messageId]/deliveries",
    why: WHY,
    asks: [
      {
        what: "a message of A's employee at A's channel",
        request: ({ a }) => ({
          url: `${employeeApi(a.customer.appId)}/${a.groupId}/messages/${a.messageIds[0]}/deliveries`,
        }),
        rightful: "employee of A",
        answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
      },
      {
        what: "A's message named in B's own group",
        request: ({ a, b }) => ({
          url: `${employeeApi(b.customer.appId)}/${b.groupId}/messages/${a.messageIds[0]}/deliveries`,
        }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
      },
    ],
  },
  {
    route: "GET /api/desk/groups/[groupId]/messages/[messageId]/deliveries",
    why: WHY,
    asks: [
      {
        what: "a message of A's TAM",
        request: ({ a }) => ({
          url: `/api/desk/groups/${a.groupId}/messages/${a.messageIds.at(-2)}/deliveries`,
        }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffOutside, ...leadsOutside },
      },
    ],
  },
];
