import type { ActionRow } from "./action-row";
import type { RouteRow } from "./page-rows";
import { HARMLESS, type Outcome } from "./probe";
import type { Scene } from "./scene";

const refused = (code: string): Outcome => ({ status: 200, code });

/** Something about a RAM user or role of A, tried by everybody else: to them there is no such account. */
const principalRow = (name: string, more: (scene: Scene) => Record<string, unknown>): ActionRow => ({
  action: `lib/accounts/actions.ts#${name}`,
  why: "console: an account's users and roles are its own; to others it does not exist",
  args: (scene) => [{ alias: scene.a.customer.accountAlias, ...more(scene) }],
  answer: { otherwise: refused("UNAUTHENTICATED"), "principal of B": refused("NOT_FOUND") },
});

const PASSWORD = "a long enough one";
const ROLE = "channel-admin";

/** Server actions about A's users and roles. */
export const principalActionRows: ActionRow[] = [
  principalRow("createRamUserAction", () => ({ name: "intruder", password: PASSWORD })),
  principalRow("createRamRoleAction", () => ({ name: "intruder", permissions: ["principals"] })),
  principalRow("setPermissionsAction", () => ({ name: ROLE, permissions: [] })),
  principalRow("setRamUserPasswordAction", () => ({ name: "ops", password: PASSWORD })),
  principalRow("grantRoleAction", () => ({ user: "ops", role: ROLE })),
  principalRow("revokeRoleAction", () => ({ user: "ops", role: ROLE })),
  principalRow("disablePrincipalAction", () => ({ name: ROLE })),
  principalRow("enablePrincipalAction", () => ({ name: ROLE })),
  principalRow("resetPrincipalSecondFactorAction", () => ({ user: "ops" })),
];

/** The page of an account's users and roles. */
export const principalRows: RouteRow[] = [
  {
    route: "page /console/principals",
    why: "the console shows a principal their own account's users and roles alone",
    asks: [
      {
        what: "the page, naming A's account",
        request: ({ a }) => ({ url: `/console/principals?alias=${a.customer.accountAlias}` }),
        rightful: "principal of A",
        answer: {
          otherwise: { status: 307, location: /^\/console\/sign-in\?returnTo=/ },
          "principal of B": HARMLESS,
        },
      },
    ],
  },
];
