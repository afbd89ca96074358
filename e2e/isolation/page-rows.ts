import { HARMLESS, type Ask, type Outcome } from "./probe";
import { intruders } from "./people";
import type { Scene } from "./scene";

export type RouteRow = { route: string; why: string; asks: Ask[] };

const toConsoleSignIn: Outcome = { status: 307, location: /^\/console\/sign-in\?returnTo=/ };
const toDeskSignIn: Outcome = { status: 307, location: /^\/desk\/sign-in\?returnTo=/ };
const toTheirDesk: Outcome = { status: 307, location: /^\/desk$/ };

const at =
  (url: string | ((scene: Scene) => string)): Ask["request"] =>
  (scene) => ({ url: typeof url === "string" ? url : url(scene) });

const appA = ({ a }: Scene): string => a.customer.appId;
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
  consolePage("/console/channels"),
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
    why: "public until invitations exist: says that the link is none",
    asks: [
      {
        what: "an invitation of A's group",
        request: at((scene) => `/feishu/${appA(scene)}/person/inviteToGroup?group=${scene.a.groupId}`),
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
