import type { ActionRow } from "./action-row";
import type { Intruder } from "./people";
import type { Outcome } from "./probe";
import { formOf } from "./server-action";

const refused = (code: string): Outcome => ({ status: 200, code });
const NOBODY = refused("UNAUTHENTICATED");
const ABSENT = refused("NOT_FOUND");

/** Something about one's own sign-in, with something of A's in it; the console's is the same action with its own cookie. */
const selfRow = (name: string, more: ActionRow["args"]): ActionRow => ({
  action: `lib/identity/actions.ts#${name}`,
  why: "one's own sign-in alone; of others' nothing exists",
  args: (scene) => ["staff", ...more(scene)],
  answer: { otherwise: NOBODY, "TAM of B": ABSENT, "engineer without groups": ABSENT, operator: ABSENT },
});

/** Whoever is signed in would end sessions of their own: nothing of A is in reach. */
const NOBODYS: readonly Intruder[] = ["a stranger", "employee of B", "principal of B"];

const code = { code: "000000" };

/** The second step of a sign-in, the second factor, and one's own sessions. */
export const signInActionRows: ActionRow[] = [
  {
    action: "lib/identity/actions.ts#finishStaffSignInAction",
    why: "public: a code opens nothing without a right password in this browser",
    args: () => [null, formOf({ ...code, returnTo: "/desk" })],
    answer: { otherwise: refused("INVALID_INPUT") },
  },
  {
    action: "lib/accounts/actions.ts#finishPrincipalSignInAction",
    why: "public: a code opens nothing without a right password in this browser",
    args: () => [null, formOf({ ...code, returnTo: "/console" })],
    answer: { otherwise: refused("INVALID_INPUT") },
  },
  {
    action: "lib/identity/actions.ts#startOverAction",
    why: "public: forgets in this browser alone that a password was right",
    args: () => [null, formOf({ door: "staff", returnTo: "/desk" })],
    answer: { otherwise: { status: 200, location: /^\/desk\/sign-in/ } },
  },
  selfRow("startSecondFactorAction", () => [code]),
  selfRow("confirmSecondFactorAction", () => [code]),
  selfRow("removeSecondFactorAction", () => [code]),
  selfRow("showSecondFactorAction", () => [code]),
  selfRow("revokeSessionAction", ({ a }) => [{ sessionId: a.tam.sessionId }]),
  {
    action: "lib/identity/actions.ts#revokeOtherSessionsAction",
    why: "one's own sessions alone",
    args: () => ["staff"],
    answer: { otherwise: NOBODY },
    who: NOBODYS,
  },
];
