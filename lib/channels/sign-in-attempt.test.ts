import { describe, expect, it } from "vitest";
import {
  attemptCookie,
  callbackUrl,
  finishAttempt,
  startAttempt,
  surplusAttempts,
} from "@/lib/channels/sign-in-attempt";
import { durations } from "@/lib/config/durations";

const appId = "cli_a1b2c3d4e5f60718";
const now = new Date("2026-06-22T08:00:00Z");
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

function started(askedFor: string | null = null, at = now) {
  const attempt = startAttempt(appId, askedFor, at);
  const query = new URL(attempt.authorizeUrl).searchParams;
  return { ...attempt, query, state: query.get("state") ?? "" };
}

describe("a sign-in attempt", () => {
  it("asks Feishu with state and an S256 challenge, and for no scope", () => {
    const { query } = started();
    expect(query.get("client_id")).toBe(appId);
    expect(query.get("redirect_uri")).toBe(callbackUrl(appId));
    expect(query.get("code_challenge_method")).toBe("S256");
    expect(query.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(query.get("state")).toMatch(/^[\w-]{43}$/);
    expect(query.has("scope")).toBe(false);
  });

  it("gives verifier and page back to the browser that holds its cookie", () => {
    const page = `/feishu/${appId}/workbench?group=1`;
    const { state, cookieName, cookieValue } = started(page);
    expect(attemptCookie(["other", cookieName], state)).toBe(cookieName);
    const finished = finishAttempt(appId, state, cookieValue, later(durations.signInAttempt));
    expect(finished).toEqual({
      returnTo: page,
      codeVerifier: expect.stringMatching(/^[\w-]{43,128}$/) as string,
    });
  });

  it("shows neither verifier nor page in its cookie", () => {
    const page = `/feishu/${appId}/workbench?group=1`;
    const { state, cookieValue } = started(page);
    const { codeVerifier } = finishAttempt(appId, state, cookieValue, now) ?? { codeVerifier: "" };
    const raw = Buffer.from(cookieValue.slice(cookieValue.indexOf(".") + 1), "base64").toString("latin1");
    for (const hidden of [codeVerifier, page, state]) expect(`${cookieValue}${raw}`).not.toContain(hidden);
  });

  it("is nobody's in another tab, another channel, after its time, or when tampered with", () => {
    const [one, other] = [started(), started()];
    expect(attemptCookie([one.cookieName], other.state)).toBeUndefined();
    expect(finishAttempt(appId, other.state, one.cookieValue, now)).toBeNull();
    expect(finishAttempt("cli_ffffffffffffffff", one.state, one.cookieValue, now)).toBeNull();
    expect(finishAttempt(appId, one.state, one.cookieValue, later(durations.signInAttempt + 1))).toBeNull();
    expect(finishAttempt(appId, one.state, `${one.cookieValue.slice(0, -6)}AAAA==`, now)).toBeNull();
    expect(finishAttempt(appId, one.state, "", now)).toBeNull();
    expect(finishAttempt(appId, one.state, "plain.text", now)).toBeNull();
  });

  it("leaves room for four others: the oldest are forgotten", () => {
    const names = [0, 1, 2, 3, 4, 5].map((minute) => started(null, later(minute * 60_000)).cookieName);
    expect(surplusAttempts(["unrelated", ...names])).toEqual([names[1], names[0]]);
    expect(surplusAttempts(names.slice(0, 4))).toEqual([]);
  });
});
