import { authorized } from "@/lib/testing/feishu-sign-in";
import { auditRows } from "./audit-rows";
import { macroRows } from "./macro-rows";
import { reportRows } from "./report-rows";
import { selfCheckPageRows } from "./self-check-rows";
import { codeFromClient } from "./client-code";
import { dataRows } from "./data-rows";
import { deliveryRows } from "./delivery-rows";
import { deskListRows } from "./desk-list-rows";
import { fileRows } from "./file-rows";
import { inboxRows } from "./inbox-rows";
import { incidentRows } from "./incident-rows";
import { messageMoveRows } from "./message-rows";
import { oidcRows } from "./oidc-rows";
import { employeeApi, leadsOutside, REMOVED, staffOutside } from "./outsiders";
import type { RouteRow } from "./page-rows";
import type { Intruder } from "./people";
import { HARMLESS, NOT_FOUND, UNAUTHENTICATED, type Ask, type Outcome, type Request } from "./probe";
import { principalRows } from "./principal-rows";
import { reminderRows } from "./reminder-rows";
import type { Scene } from "./scene";
import { staffDataRows } from "./staff-data-rows";
import { staffRows } from "./staff-rows";
import { ticketRows } from "./ticket-rows";

const staffList = { "TAM of B": HARMLESS, "engineer without groups": HARMLESS, operator: HARMLESS } as const;

type GroupRead = { name: string; query: string };

/** A read of one group through both doors: with A's ids at A's channel, at B's and at the desk. */
function groupRows({ name, query }: GroupRead): RouteRow[] {
  const why = "a group is its members'; to others it does not exist";
  return [
    {
      route: `GET /api/feishu/[appId]/groups/[groupId]/${name}`,
      why,
      asks: [
        {
          what: "A's group at A's channel",
          request: ({ a }) => ({ url: `${employeeApi(a.customer.appId)}/${a.groupId}/${name}${query}` }),
          rightful: "employee of A",
          answer: { otherwise: UNAUTHENTICATED, [REMOVED]: NOT_FOUND },
        },
        {
          what: "A's group at B's channel",
          request: ({ a, b }) => ({ url: `${employeeApi(b.customer.appId)}/${a.groupId}/${name}${query}` }),
          answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
        },
        {
          what: "A's group named in the query of B's own",
          request: ({ a, b }) => ({
            url: `${employeeApi(b.customer.appId)}/${b.groupId}/${name}${query}&groupId=${a.groupId}&appId=${a.customer.appId}`,
          }),
          answer: { otherwise: UNAUTHENTICATED, "employee of B": HARMLESS },
        },
      ],
    },
    {
      route: `GET /api/desk/groups/[groupId]/${name}`,
      why,
      asks: [
        {
          what: "A's group",
          request: ({ a }) => ({ url: `/api/desk/groups/${a.groupId}/${name}${query}` }),
          rightful: "TAM of A",
          answer: { otherwise: UNAUTHENTICATED, ...staffOutside, ...leadsOutside },
        },
      ],
    },
  ];
}

/** A's message asked for in a group of one's own. */
const foreignMessage: Ask = {
  what: "A's message in B's own group",
  request: ({ a, b }) => ({
    url: `${employeeApi(b.customer.appId)}/${b.groupId}/messages?around=${a.messageIds[0]}`,
  }),
  answer: { otherwise: UNAUTHENTICATED, "employee of B": NOT_FOUND },
};

async function callbackWithCodeOfB({ appUrl, feishu, a, b }: Scene): Promise<Request> {
  // An attempt of this browser's own at A's channel, finished with a code that Feishu gave for B's app.
  const path = `/thirdparty/feishu/${a.customer.appId}`;
  const begun = await fetch(`${appUrl}${path}/login`, { redirect: "manual" });
  const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
  const cookie = begun.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
  const { code } = await authorized(feishu, b.customer.appId, b.customer.employees[0]?.userId ?? "");
  const query = new URLSearchParams({ code, state });
  return { url: `${path}/oauth2/callback?${query.toString()}`, cookie: cookie.join("; ") };
}

async function clientCodeOfB({ appUrl, feishu, a, b }: Scene): Promise<Request> {
  const { appId, employees } = b.customer;
  const code = await codeFromClient(feishu.control, { appUrl, appId, userId: employees[0]?.userId ?? "" });
  return {
    url: `/api/feishu/${a.customer.appId}/client-code`,
    init: {
      method: "POST",
      body: JSON.stringify({ code }),
      headers: { "content-type": "application/json" },
    },
  };
}

const toProblem: Outcome = { status: 303, location: /\/sign-in-problem\?problem=/ };
const ONE_AT_A_TIME: readonly Intruder[] = ["a stranger", "employee of B", "TAM of B", "principal of B"];

/** Route handlers, by the file and method that make them. */
export const routeRows: RouteRow[] = [
  ...groupRows({ name: "events", query: "?after=0" }),
  ...groupRows({ name: "members", query: "?" }),
  ...groupRows({ name: "invitations", query: "?" }),
  ...groupRows({ name: "roster", query: "?" }),
  ...groupRows({ name: "messages", query: "?limit=100" }).map((row) =>
    row.route.includes("[appId]") ? { ...row, asks: [...row.asks, foreignMessage] } : row,
  ),
  ...groupRows({ name: "tickets", query: "?limit=100" }),
  ...groupRows({ name: "tickets.csv", query: "?locale=en" }),
  ...deliveryRows,
  ...dataRows,
  ...auditRows,
  ...reportRows,
  ...selfCheckPageRows,
  ...deskListRows,
  ...inboxRows,
  ...macroRows,
  ...fileRows,
  ...incidentRows,
  ...oidcRows,
  ...messageMoveRows,
  ...reminderRows,
  ...principalRows,
  ...staffRows,
  ...staffDataRows,
  ...ticketRows,
  {
    route: "GET /api/feishu/[appId]/groups",
    why: "each sees their own groups alone",
    asks: [
      {
        what: "the list at A's channel",
        request: ({ a }) => ({ url: employeeApi(a.customer.appId) }),
        rightful: "employee of A",
        answer: { otherwise: UNAUTHENTICATED, [REMOVED]: HARMLESS },
      },
      {
        what: "the list at B's channel",
        request: ({ a, b }) => ({ url: `${employeeApi(b.customer.appId)}?appId=${a.customer.appId}` }),
        answer: { otherwise: UNAUTHENTICATED, "employee of B": HARMLESS },
      },
    ],
  },
  {
    route: "GET /api/desk/groups",
    why: "each sees their own groups alone",
    asks: [
      {
        what: "the list",
        request: () => ({ url: "/api/desk/groups" }),
        rightful: "TAM of A",
        answer: { otherwise: UNAUTHENTICATED, ...staffList },
      },
    ],
  },
  {
    route: "POST /api/feishu/[appId]/client-code",
    why: "public: signs in who brings a code of the channel's own app",
    asks: [
      {
        what: "a code of B's app",
        request: clientCodeOfB,
        who: ONE_AT_A_TIME,
        answer: { otherwise: { status: 502, code: "UPSTREAM_FAILED" } },
      },
    ],
  },
  {
    route: "GET /feishu/[appId]",
    why: "public: leads to the workbench",
    asks: [
      {
        what: "A's address",
        request: ({ a }) => ({ url: `/feishu/${a.customer.appId}?group=${a.groupId}` }),
        answer: { otherwise: { status: 303, location: /^\/feishu\/[^/]+\/workbench\?/ } },
      },
    ],
  },
  {
    route: "GET /thirdparty/feishu/[appId]/login",
    why: "public: leads to Feishu, which asks who it is",
    asks: [
      {
        what: "A's sign-in",
        request: ({ a }) => ({ url: `/thirdparty/feishu/${a.customer.appId}/login` }),
        answer: { otherwise: { status: 303, location: /\/open-apis\/authen\/v1\/authorize\?/ } },
      },
    ],
  },
  {
    route: "GET /thirdparty/feishu/[appId]/oauth2/callback",
    why: "public: signs in who began at this channel and brings a code of its own app",
    asks: [
      {
        what: "a state nobody began with",
        request: ({ a }) => ({
          url: `/thirdparty/feishu/${a.customer.appId}/oauth2/callback?code=guessed&state=guessed`,
        }),
        answer: { otherwise: toProblem, [REMOVED]: { status: 303, location: /\/workbench$/ } },
      },
      {
        what: "a code of B's app",
        request: callbackWithCodeOfB,
        who: ONE_AT_A_TIME,
        answer: { otherwise: toProblem },
      },
    ],
  },
  {
    route: "GET /api/health/live",
    why: "public: whether the process runs",
    asks: [{ what: "it", request: () => ({ url: "/api/health/live" }), answer: { otherwise: HARMLESS } }],
  },
  {
    route: "GET /api/health/ready",
    why: "public: whether it can serve, and which part not",
    asks: [{ what: "it", request: () => ({ url: "/api/health/ready" }), answer: { otherwise: HARMLESS } }],
  },
  {
    route: "GET /api/metrics",
    why: "for whoever holds METRICS_TOKEN, and without labels of tenants",
    asks: [
      { what: "it", request: () => ({ url: "/api/metrics" }), answer: { otherwise: { status: 401 } } },
      {
        what: "it with the token",
        request: () => ({
          url: "/api/metrics",
          init: { headers: { authorization: `Bearer ${process.env["METRICS_TOKEN"]}` } },
        }),
        who: ["a stranger"],
        answer: { otherwise: HARMLESS },
      },
    ],
  },
];
