import type { Intruder } from "./people";
import type { Outcome } from "./probe";
import type { Scene } from "./scene";
import { formOf } from "./server-action";

export type ActionRow = {
  action: string;
  why: string;
  /** What a page would call it with, naming something of A. */
  args: (scene: Scene) => readonly unknown[];
  answer: Partial<Record<Intruder, Outcome>> & { otherwise: Outcome };
  who?: readonly Intruder[];
};

const refused = (code: string): Outcome => ({ status: 200, code });
const NOBODY = refused("UNAUTHENTICATED");
const ABSENT = refused("NOT_FOUND");

/** A wrong password is counted against the name: asked by all, the last would be told to wait instead. */
const TWO: readonly Intruder[] = ["a stranger", "principal of B"];

/** Server actions, by file and name. */
export const actionRows: ActionRow[] = [
  {
    action: "lib/accounts/actions.ts#signInPrincipalAction",
    why: "public: A's name with B's password is nobody's",
    args: ({ a, b }) => [
      null,
      formOf({ name: a.customer.accountAlias, password: b.customer.accountPassword, returnTo: "/console" }),
    ],
    who: TWO,
    answer: { otherwise: NOBODY },
  },
  {
    action: "lib/accounts/actions.ts#signInDemoPrincipalAction",
    why: "does not exist outside the demo",
    args: ({ a }) => [null, formOf({ id: a.principal.principalId, returnTo: "/console" })],
    answer: { otherwise: ABSENT },
  },
  {
    action: "lib/accounts/actions.ts#assumeRoleAction",
    why: "console: a role is assumed by whom it was granted to, in one account",
    args: ({ a }) => [null, formOf({ roleId: a.roleId })],
    answer: { otherwise: NOBODY, "principal of B": ABSENT },
  },
  {
    action: "lib/accounts/actions.ts#leaveRoleAction",
    why: "console: names nothing; changes one's own session alone",
    args: () => [null, formOf({})],
    answer: { otherwise: NOBODY },
    // Whoever is signed in gets a new session of their own: nothing of A is in reach.
    who: ["a stranger", "employee of B", "TAM of B", "TAM of B, cookie renamed to the console's", "operator"],
  },
  {
    action: "lib/accounts/actions.ts#signOutPrincipalAction",
    why: "console: ends one's own session alone",
    args: () => [],
    answer: { otherwise: { status: 200, location: /^\/console\/sign-in/ } },
  },
  {
    action: "lib/channels/actions.ts#addChannelAction",
    why: "console: an app that is registered stays with whose it is",
    args: ({ a }) => [
      formOf({
        organizationName: a.customer.organizationName,
        appId: a.customer.appId,
        appSecret: a.customer.appSecret,
      }),
    ],
    answer: { otherwise: NOBODY, "principal of B": refused("CONFLICT") },
  },
  {
    action: "lib/channels/actions.ts#disableChannelAction",
    why: "console: one's own account's channels",
    args: ({ a }) => [{ channelId: a.channelId }],
    answer: { otherwise: NOBODY, "principal of B": ABSENT },
  },
  {
    action: "lib/channels/actions.ts#enableChannelAction",
    why: "console: one's own account's channels",
    args: ({ a }) => [{ channelId: a.channelId }],
    answer: { otherwise: NOBODY, "principal of B": ABSENT },
  },
  {
    action: "lib/identity/actions.ts#signInStaffAction",
    why: "public: the address of A's TAM with the password of B's is nobody's",
    args: ({ a, b }) => [
      null,
      formOf({ email: a.customer.tam.email, password: b.customer.tam.password, returnTo: "/desk" }),
    ],
    who: TWO,
    answer: { otherwise: NOBODY },
  },
  {
    action: "lib/identity/actions.ts#signInDemoPersonAction",
    why: "does not exist outside the demo",
    args: ({ a }) => [null, formOf({ id: a.tam.personId, returnTo: "/desk" })],
    answer: { otherwise: ABSENT },
  },
  {
    action: "lib/identity/actions.ts#signOutStaffAction",
    why: "desk: ends one's own session alone",
    args: () => [],
    answer: { otherwise: { status: 200, location: /^\/desk\/sign-in/ } },
  },
];
