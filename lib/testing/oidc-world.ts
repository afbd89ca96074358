import { randomBytes, randomUUID } from "node:crypto";
import { ProviderBrowser } from "../../e2e/oidc/browser";
import type { Person } from "../../e2e/oidc/people";
import { startTestProvider, type TestProvider } from "../../e2e/oidc/start";
import { signInPrincipalByOidc } from "@/lib/accounts/commands/sign-in-principal-by-oidc";
import { signInStaffByOidc } from "@/lib/identity/commands/sign-in-staff-by-oidc";
import type { SignInDoor } from "@/lib/identity/contract";
import { finishOidcAttempt, type OidcAttempt, startOidcAttempt } from "@/lib/identity/oidc-attempt";

const APP_URL = "http://localhost:3000";

/** Of the product at the provider of the tests. */
export const CLIENT_SECRET = randomBytes(24).toString("base64url");

/** Starts the OpenID provider of the tests, also a second time on the same port. */
export const startProviderAt = (port: number, clockOffset = 0): Promise<TestProvider> =>
  startTestProvider({ appUrl: APP_URL, secret: CLIENT_SECRET, port, clockOffset });

/** A provider for both doors, which the product under test is told of. To be called before anything reads the environment. */
export async function startOidcWorld(): Promise<TestProvider> {
  const provider = await startProviderAt(0);
  for (const [door, client] of [
    ["DESK", "desk"],
    ["CONSOLE", "console"],
  ] as const)
    Object.assign(process.env, {
      [`${door}_OIDC_ISSUER`]: provider.url,
      [`${door}_OIDC_CLIENT_ID`]: client,
      [`${door}_OIDC_CLIENT_SECRET`]: CLIENT_SECRET,
    });
  return provider;
}

/** Somebody the provider knows, with a verified address unless told otherwise. */
export async function aPersonThere(provider: TestProvider, claims: Partial<Person> = {}) {
  const sub = `sub-${randomUUID()}`;
  const person = { sub, email: `${sub}@vendor.example`, email_verified: true, ...claims };
  await provider.addPerson(person);
  return person;
}

/** A sign-in from the button to the callback: what the browser kept, and what the provider sent it back with. */
export async function ledBack(
  door: SignInDoor,
  sub: string,
  now = new Date(),
): Promise<{ attempt: OidcAttempt; query: string }> {
  const { authorizeUrl, cookieValue } = await startOidcAttempt(door, { askedFor: null }, now);
  const { query } = await new ProviderBrowser().signIn(authorizeUrl, sub);
  const state = new URLSearchParams(query).get("state") ?? "";
  const attempt = finishOidcAttempt(door, state, cookieValue, now);
  if (attempt === null) throw new Error("the attempt is nobody's");
  return { attempt, query };
}

/** From where somebody comes; each time from another address, so that none is locked. */
export const from = (now = new Date()) => ({
  now,
  address: randomUUID(),
  userAgent: "Mozilla/5.0 Firefox/140.0",
});

/** A whole sign-in at a door. */
export async function signInAt(door: SignInDoor, sub: string, now = new Date()) {
  const command = door === "staff" ? signInStaffByOidc : signInPrincipalByOidc;
  return command(await ledBack(door, sub, now), from(now));
}
