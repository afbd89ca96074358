import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProviderBrowser } from "../../e2e/oidc/browser";
import type { TestProvider } from "../../e2e/oidc/start";
import { durations } from "@/lib/config/durations";
import {
  finishOidcAttempt,
  oidcAttemptCookie,
  oidcCallbackUrl,
  startOidcAttempt,
  surplusOidcAttempts,
} from "@/lib/identity/oidc-attempt";
import { startOidcWorld } from "@/lib/testing/oidc-world";

const now = new Date();
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
let provider: TestProvider;

beforeAll(async () => {
  provider = await startOidcWorld();
});
afterAll(() => provider.program.stop());

async function started(askedFor: string | null = null, at = now, afresh = false) {
  const attempt = await startOidcAttempt("staff", { askedFor, afresh }, at);
  const query = new URL(attempt.authorizeUrl).searchParams;
  return { ...attempt, query, state: query.get("state") ?? "" };
}

describe("an attempt at the provider", () => {
  it("asks with state, nonce and an S256 challenge, and of the service team for the address", async () => {
    const { query, authorizeUrl } = await started();
    expect(authorizeUrl.startsWith(`${provider.url}/auth?`)).toBe(true);
    expect(Object.fromEntries(query)).toEqual({
      client_id: "desk",
      response_type: "code",
      redirect_uri: oidcCallbackUrl("staff"),
      scope: "openid email",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: "S256",
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    const console = await startOidcAttempt("console", { askedFor: null }, now);
    expect(new URL(console.authorizeUrl).searchParams.get("scope")).toBe("openid");
  });

  it("has the provider ask again who it is, if told so", async () => {
    const browser = new ProviderBrowser();
    await browser.signIn((await started()).authorizeUrl, "avery");
    // Known there by now: without the question nobody could be somebody else, and giving up would not be asked for.
    const { query: known } = await browser.signIn((await started()).authorizeUrl, "");
    expect(new URLSearchParams(known).has("code")).toBe(true);
    const { query: asked } = await browser.signIn((await started(null, now, true)).authorizeUrl, "");
    expect(new URLSearchParams(asked).get("error")).toBe("access_denied");
  });

  it("gives all of it back to the browser that holds its cookie, and shows nothing of it there", async () => {
    const page = "/desk/tickets?group=1";
    const { state, cookieName, cookieValue } = await started(page);
    expect(oidcAttemptCookie("staff", ["other", cookieName], state)).toBe(cookieName);
    const finished = finishOidcAttempt("staff", state, cookieValue, later(durations.signInAttempt));
    expect(finished).toMatchObject({ returnTo: page, state });
    const raw = Buffer.from(cookieValue.slice(cookieValue.indexOf(".") + 1), "base64").toString("latin1");
    for (const hidden of [state, page, finished?.nonce ?? "", finished?.verifier ?? ""])
      expect(`${cookieValue}${raw}`).not.toContain(hidden);
  });

  it("is nobody's in another tab, at the other door, after its time, or when tampered with", async () => {
    const [one, other] = [await started(), await started()];
    expect(oidcAttemptCookie("staff", [one.cookieName], other.state)).toBeUndefined();
    expect(oidcAttemptCookie("console", [one.cookieName], one.state)).toBeUndefined();
    expect(finishOidcAttempt("staff", other.state, one.cookieValue, now)).toBeNull();
    expect(finishOidcAttempt("console", one.state, one.cookieValue, now)).toBeNull();
    const late = later(durations.signInAttempt + 1);
    expect(finishOidcAttempt("staff", one.state, one.cookieValue, late)).toBeNull();
    const forged = [`${one.cookieValue.slice(0, -6)}AAAA==`, "", "plain.text"];
    for (const value of forged) expect(finishOidcAttempt("staff", one.state, value, now)).toBeNull();
  });

  it.each([
    "https://evil.example/desk",
    "//evil.example",
    "/console",
    "/desk/sign-in",
    `/desk/${"x".repeat(700)}`,
  ])("leads to the desk's first page instead of %s", async (askedFor) => {
    const { state, cookieValue } = await started(askedFor);
    expect(finishOidcAttempt("staff", state, cookieValue, now)?.returnTo).toBe("/desk");
  });

  it("leaves room for four others: the oldest are forgotten", async () => {
    const minutes = [0, 1, 2, 3, 4, 5].map((minute) => started(null, later(minute * 60_000)));
    const names = (await Promise.all(minutes)).map(({ cookieName }) => cookieName);
    expect(surplusOidcAttempts("staff", ["unrelated", ...names])).toEqual([names[1], names[0]]);
    expect(surplusOidcAttempts("console", names)).toEqual([]);
  });
});
