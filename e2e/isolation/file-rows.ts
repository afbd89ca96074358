import { employeeApi, leadsOutside, REMOVED, staffOutside } from "./outsiders";
import type { RouteRow } from "./page-rows";
import { NOT_FOUND, UNAUTHENTICATED } from "./probe";
import type { Scene } from "./scene";

const upload = { method: "POST", body: "an intruder's bytes" };
const fileOfA = ({ a }: Scene): string => `attachments/${a.file.id}`;

/** Files through both doors: giving one to A's group, reading and taking away one of A's. */
export const fileRows: RouteRow[] = [
  {
    route: "POST /api/feishu/[appId]/groups/[groupId]/attachments",
    why: "only who may write in a group gives it files",
    asks: [
      {
        what: "into A's group at A's channel",
        request: ({ a }) => ({
          url: `${employeeApi(a.customer.appId)}/${a.groupId}/attachments?name=${a.file.name}`,
          init: upload,
        }),
        rightful: "employee of A",
        answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
      },
      {
        what: "into A's group at B's channel",
        request: ({ a, b }) => ({
          url: `${employeeApi(b.customer.appId)}/${a.groupId}/attachments?name=x`,
          init: upload,
        }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
      },
    ],
  },
  {
    route: "POST /api/desk/groups/[groupId]/attachments",
    why: "only who may write in a group gives it files",
    asks: [
      {
        what: "into A's group",
        request: ({ a }) => ({
          url: `/api/desk/groups/${a.groupId}/attachments?name=${a.file.name}`,
          init: upload,
        }),
        rightful: "TAM of A",
        answer: {
          otherwise: UNAUTHENTICATED,
          ...staffOutside,
          ...leadsOutside,
          auditor: { status: 403, code: "FORBIDDEN" },
        },
      },
    ],
  },
  ...["GET", "DELETE"].flatMap((method): RouteRow[] => {
    const why = "a file is its group's members'; to others it does not exist";
    const isRead = method === "GET";
    return [
      {
        route: `${method} /api/feishu/[appId]/attachments/[attachmentId]`,
        why,
        asks: [
          {
            what: "A's file at A's channel",
            request: (scene) => ({
              url: `/api/feishu/${scene.a.customer.appId}/${fileOfA(scene)}`,
              init: { method },
            }),
            ...(isRead ? { rightful: "employee of A" } : {}),
            answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
          },
          {
            what: "A's file at B's channel",
            request: (scene) => ({
              url: `/api/feishu/${scene.b.customer.appId}/${fileOfA(scene)}`,
              init: { method },
            }),
            answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
          },
        ],
      },
      {
        route: `${method} /api/desk/attachments/[attachmentId]`,
        why,
        asks: [
          {
            what: "A's file",
            request: (scene) => ({ url: `/api/desk/${fileOfA(scene)}`, init: { method } }),
            ...(isRead ? { rightful: "TAM of A" } : {}),
            answer: { otherwise: UNAUTHENTICATED, ...staffOutside, ...leadsOutside },
          },
        ],
      },
    ];
  }),
];
