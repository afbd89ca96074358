import { HARMLESS, type Ask, type Outcome } from "./probe";
import { REMOVED } from "./outsiders";
import { intruders } from "./people";
import type { Scene } from "./scene";

export type RouteRow = { route: string; why: string; asks: Ask[] };

const toConsoleSignIn: Outcome = { status: 307, location: /^\/console\/sign-in\?returnTo=/ };
const toDeskSignIn: Outcome = { status: 307, location: /^\/desk\/sign-in\?returnTo=/ };
const NO_PAGE: Outcome = { status: 404 };
const toTheirDesk: Outcome = { status: 307, location: /^\/desk$/ };

const at =
  (url: string | ((scene: Scene) => string)): Ask["request"] =>
  (scene) => ({ url: typeof url === "string" ? url : url(scene) });

const appA = ({ a }: Scene): string => a.customer.appId;
const linkAt = (appId: string, { a }: Scene): string =>
  `/feishu/${appId}/person/inviteToGroup?token=${a.invitation.token}`;
const named = ({ a }: Scene): string => `?group=${a.groupId}&message=${a.messageIds[0]}`;

function consolePage(address: string): RouteRow {
  return {
    route: `page ${address}`,
    why: "the console shows a principal their own account alone",
    asks: [
      {
        what: "the page",
        request: at(address),
        rightful: "principal of A",
        answer: { otherwise: toConsoleSignIn, "principal of B": HARMLESS },
      },
      {
        what: "the page about A's channel",
        request: at(({ a }) => `${address}?channel=${a.channelId}&account=${a.accountId}`),
        answer: { otherwise: toConsoleSignIn, "principal of B": HARMLESS },
      },
    ],
  };
}

/** Pages, by the file that makes them. */
export const pageRows: RouteRow[] = [
  {
    route: "page /",
    why: "public: where the doors are",
    asks: [{ what: "the page", request: at("/"), answer: { otherwise: HARMLESS } }],
  },
  consolePage("/console"),
  consolePage("/console/activity"),
  consolePage("/console/plan"),
  consolePage("/console/channels"),
  consolePage("/console/security"),
  consolePage("/console/channels/add"),
  consolePage("/console/channels/add/feishu"),
  {
    route: "page /console/sign-in",
    why: "public: a door",
    asks: [
      {
        what: "the page",
        request: at("/console/sign-in"),
        answer: { otherwise: HARMLESS, "principal of B": { status: 307, location: /^\/console$/ } },
      },
    ],
  },
  {
    route: "page /desk",
    why: "the desk shows each of the service team their own groups alone",
    asks: [
      {
        what: "A's message",
        request: at((scene) => `/desk${named(scene)}`),
        rightful: "TAM of A",
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": HARMLESS,
          "engineer without groups": HARMLESS,
          operator: HARMLESS,
        },
      },
    ],
  },
  {
    route: "page /desk/audit",
    why: "the page itself holds no acts: it asks the routes of the log; to who may not read it, it does not exist",
    asks: [
      {
        what: "the page about A's account",
        request: at(({ a }) => `/desk/audit?account=${a.accountId}`),
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": { status: 404 },
          "engineer without groups": { status: 404 },
          operator: HARMLESS,
        },
      },
    ],
  },
  {
    route: "page /desk/reports",
    why: "the page itself holds no figures: it asks the route of reports; to who may not read them, it does not exist",
    asks: [
      {
        what: "the page about A's account",
        request: at(({ a }) => `/desk/reports?customer=${a.accountId}`),
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": HARMLESS,
          "engineer without groups": { status: 404 },
          operator: { status: 404 },
        },
      },
    ],
  },
  {
    route: "page /desk/duty",
    why: "the service team's own: names who may be on duty, and nothing of customers; the TAMs only to who plans, as an operator does",
    asks: [
      {
        what: "the page",
        request: at((scene) => `/desk/duty${named(scene)}`),
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": HARMLESS,
          "engineer without groups": HARMLESS,
        },
        who: intruders.filter((who) => who !== "operator"),
      },
    ],
  },
  {
    route: "page /desk/incidents",
    why: "a TAM sees the emergencies of their own tickets alone, whatever major incident these are in; others no such page",
    asks: [
      {
        what: "the page",
        request: at((scene) => `/desk/incidents${named(scene)}`),
        rightful: "TAM of A",
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": HARMLESS,
          "engineer without groups": NO_PAGE,
          operator: NO_PAGE,
        },
      },
    ],
  },
  {
    route: "page /desk/groups",
    why: "the customers somebody looks after; operators see all of them, without what is in a group (list-customers.test.ts)",
    asks: [
      {
        what: "A by its alias",
        request: at(({ a }) => `/desk/groups?text=${a.customer.accountAlias}`),
        rightful: "TAM of A",
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": HARMLESS,
          "engineer without groups": HARMLESS,
        },
        who: intruders.filter((who) => who !== "operator"),
      },
    ],
  },
  {
    route: "page /desk/tickets",
    why: "the page itself holds no tickets: it asks the routes of the desk's lists",
    asks: [
      {
        what: "the page",
        request: at((scene) => `/desk/tickets${named(scene)}`),
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": HARMLESS,
          "engineer without groups": HARMLESS,
          operator: HARMLESS,
        },
      },
    ],
  },
  {
    route: "page /desk/security",
    why: "everybody's own second factor and sessions",
    asks: [
      {
        what: "the page about a session of A's TAM",
        request: at(({ a }) => `/desk/security?session=${a.tam.sessionId}&person=${a.tam.personId}`),
        answer: {
          otherwise: toDeskSignIn,
          "TAM of B": HARMLESS,
          "engineer without groups": HARMLESS,
          operator: HARMLESS,
        },
      },
    ],
  },
  {
    route: "page /desk/sign-in",
    why: "public: a door",
    asks: [
      {
        what: "the page",
        request: at("/desk/sign-in"),
        answer: {
          otherwise: HARMLESS,
          "TAM of B": toTheirDesk,
          "engineer without groups": toTheirDesk,
          operator: toTheirDesk,
        },
      },
    ],
  },
  {
    route: "page /feishu/[appId]/workbench",
    why: "the workbench of a channel is for who is signed in through it; others get the way in",
    asks: [
      {
        what: "A's message in A's workbench",
        request: at((scene) => `/feishu/${appA(scene)}/workbench${named(scene)}`),
        rightful: "employee of A",
        answer: { otherwise: HARMLESS },
      },
      {
        what: "A's message in B's workbench",
        request: at((scene) => `/feishu/${scene.b.customer.appId}/workbench${named(scene)}`),
        answer: { otherwise: HARMLESS },
      },
    ],
  },
  {
    route: "page /feishu/[appId]/person/inviteToGroup",
    why: "public: signs in and joins by a POST; names no group and nobody, uses nothing up",
    asks: [
      {
        what: "A's link at A's channel",
        request: at((scene) => linkAt(appA(scene), scene)),
        answer: { otherwise: { status: 307, location: /[?&]stamp=/ }, [REMOVED]: HARMLESS },
      },
      {
        what: "A's link at B's channel",
        request: at((scene) => linkAt(scene.b.customer.appId, scene)),
        answer: { otherwise: HARMLESS },
      },
    ],
  },
  {
    route: "page /thirdparty/feishu/[appId]/sign-in-problem",
    why: "public: explains why a sign-in did not succeed",
    asks: [
      {
        what: "A's page",
        request: at(
          (scene) =>
            `/thirdparty/feishu/${appA(scene)}/sign-in-problem?problem=other_tenant&redirect=/feishu/${appA(scene)}/workbench`,
        ),
        answer: { otherwise: HARMLESS },
      },
    ],
  },
];
