import { employeeApi, leadsOutside, REMOVED, staffOutside } from "./outsiders";
import type { RouteRow } from "./page-rows";
import { NOT_FOUND, UNAUTHENTICATED } from "./probe";

/** What is told of one message of A's: who has read it, what it said before. */
function messageRows(name: string, why: string): RouteRow[] {
  return [
    {
      route: `GET /api/feishu/[appId]/groups/[groupId]/messages/[messageId]/${name}`,
      why,
      asks: [
        {
          what: "a message of A's employee at A's channel",
          request: ({ a }) => ({
            url: `${employeeApi(a.customer.appId)}/${a.groupId}/messages/${a.messageIds[0]}/${name}`,
          }),
          rightful: "employee of A",
          answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
        },
        {
          what: "A's message named in B's own group",
          request: ({ a, b }) => ({
            url: `${employeeApi(b.customer.appId)}/${b.groupId}/messages/${a.messageIds[0]}/${name}`,
          }),
          answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
        },
      ],
    },
    {
      route: `GET /api/desk/groups/[groupId]/messages/[messageId]/${name}`,
      why,
      asks: [
        {
          what: "a message of A's",
          request: ({ a }) => ({ url: `/api/desk/groups/${a.groupId}/messages/${a.messageIds[0]}/${name}` }),
          rightful: "TAM of A",
          answer: { otherwise: UNAUTHENTICATED, ...staffOutside, ...leadsOutside },
        },
      ],
    },
  ];
}

/** What became of A's messages. */
export const messageMoveRows: RouteRow[] = [
  ...messageRows("readers", "who has read a message is told to its author and the service team of the group"),
  ...messageRows("revisions", "what a message said before is its group's members'"),
];
