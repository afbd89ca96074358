import type { RouteRow } from "./page-rows";
import type { Intruder } from "./people";
import type { Outcome } from "./probe";

/** Back to the door's sign-in page, which tells the problem. */
const toProblem = (root: string, problem: string): Outcome => ({
  status: 303,
  location: new RegExp(`^${root}/sign-in\\?returnTo=[^&]*&problem=${problem}$`),
});

function doorRows(root: "/desk" | "/console", those: readonly Intruder[]): RouteRow[] {
  const inside: Outcome = { status: 303, location: new RegExp(`^${root}$`) };
  return [
    {
      route: `GET ${root}/sign-in/oidc`,
      why: "public: leads to the OpenID provider, which asks who it is; here it does not answer",
      asks: [
        {
          what: "the way to it",
          request: ({ a }) => ({ url: `${root}/sign-in/oidc?returnTo=${root}?group=${a.groupId}` }),
          answer: { otherwise: toProblem(root, "oidc_provider_down") },
        },
      ],
    },
    {
      route: `GET ${root}/sign-in/oidc/callback`,
      why: "public: signs in who began in this browser and whom the provider names",
      asks: [
        {
          what: "a state nobody began with",
          request: () => ({ url: `${root}/sign-in/oidc/callback?code=guessed&state=guessed` }),
          answer: {
            otherwise: toProblem(root, "oidc_mismatch"),
            ...Object.fromEntries(those.map((who) => [who, inside])),
          },
        },
        {
          what: "an error that nobody's attempt met",
          request: () => ({ url: `${root}/sign-in/oidc/callback?error=access_denied` }),
          who: ["a stranger", "employee of B"],
          answer: { otherwise: toProblem(root, "oidc_mismatch") },
        },
      ],
    },
  ];
}

/** Sign-in by OpenID Connect; the back button leads who is in already to their first page. */
export const oidcRows: RouteRow[] = [
  ...doorRows("/desk", ["TAM of B", "engineer without groups", "operator"]),
  ...doorRows("/console", ["principal of B"]),
];

/** A provider for both doors that nobody answers for. */
export const absentProvider: Record<string, string> = Object.fromEntries(
  ["DESK", "CONSOLE"].flatMap((door) => [
    [`${door}_OIDC_ISSUER`, "http://127.0.0.1:9"],
    [`${door}_OIDC_CLIENT_ID`, "ailink"],
    [`${door}_OIDC_CLIENT_SECRET`, "of nobody"],
  ]),
);
