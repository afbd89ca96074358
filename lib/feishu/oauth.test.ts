import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FeishuControl } from "@/e2e/feishu/control-client";
import { demoApps, demoTenants } from "@/e2e/feishu/demo-seed";
import { type LocalFeishu, startLocalFeishu } from "@/e2e/feishu/server";
import { FeishuError } from "@/lib/feishu/feishu-error";
import {
  authorizeUrl,
  exchangeCode,
  newPkce,
  type SignInFailure,
  signInFailure,
  userInfo,
} from "@/lib/feishu/oauth";

const appUrl = "https://ailink.example.test";
const { a1, a2 } = demoApps;
const redirectUri = `${appUrl}/thirdparty/feishu/${a1.appId}/oauth2/callback`;
const person = "wangxiaoyu";

let feishu: LocalFeishu;
let control: FeishuControl;

beforeAll(async () => {
  feishu = await startLocalFeishu({ appUrl });
  vi.stubEnv("FEISHU_API_BASE", feishu.url);
  vi.stubEnv("FEISHU_ACCOUNTS_BASE", feishu.url);
  control = new FeishuControl(feishu.url);
});
beforeEach(async () => {
  await control.reset();
  await control.authorizeScenario({ decision: "approve", userId: person });
});
afterAll(() => feishu.close());

/** What the browser brings back from the authorize page. */
async function authorized() {
  const { verifier, challenge } = newPkce();
  const url = authorizeUrl({ appId: a1.appId, redirectUri, state: "s-1", codeChallenge: challenge });
  const response = await fetch(url, { redirect: "manual" });
  const back = new URL(response.headers.get("location") ?? `${appUrl}/no-redirect`);
  return { code: back.searchParams.get("code") ?? "", state: back.searchParams.get("state"), verifier };
}

const exchange = (code: string, codeVerifier: string, credentials: typeof a1 | typeof a2 = a1) =>
  exchangeCode({ credentials, code, redirectUri, codeVerifier, timeoutMs: 3_000 });

const failureOf = (work: Promise<unknown>): Promise<SignInFailure | "none"> =>
  work.then(() => "none", signInFailure);

describe("authorizeUrl", () => {
  it("asks for no scope, and for S256", () => {
    const url = new URL(authorizeUrl({ appId: a1.appId, redirectUri, state: "a b&c", codeChallenge: "xyz" }));
    expect(url.pathname).toBe("/open-apis/authen/v1/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: a1.appId,
      response_type: "code",
      redirect_uri: redirectUri,
      state: "a b&c",
      code_challenge: "xyz",
      code_challenge_method: "S256",
    });
  });
});

describe("newPkce", () => {
  it("makes a new verifier of the documented form each time, and its S256 challenge", () => {
    const [one, other] = [newPkce(), newPkce()];
    expect(one.verifier).toMatch(/^[A-Za-z0-9\-._~]{43,128}$/);
    expect(one.verifier).not.toBe(other.verifier);
    expect(one.challenge).toBe(createHash("sha256").update(one.verifier).digest("base64url"));
  });
});

describe("signing in", () => {
  it("tells who it is", async () => {
    const { code, state, verifier } = await authorized();
    const user = await userInfo(await exchange(code, verifier));
    expect(state).toBe("s-1");
    expect(user).toMatchObject({
      openId: await control.openId(a1.appId, person),
      tenantKey: demoTenants.a.tenantKey,
      name: "王晓雨",
      enName: "Xiaoyu Wang",
    });
    expect(Object.keys(user).toSorted()).toEqual(
      ["avatarUrl", "enName", "name", "openId", "tenantKey", "unionId"].toSorted(),
    );
  });

  it("works although the quota of the month is used up", async () => {
    await control.changeTenant(demoTenants.a.tenantKey, { quotaLimit: 0 });
    const { code, verifier } = await authorized();
    expect((await userInfo(await exchange(code, verifier))).name).toBe("王晓雨");
  });

  it("takes a code once", async () => {
    const { code, verifier } = await authorized();
    await exchange(code, verifier);
    expect(await failureOf(exchange(code, verifier))).toBe("expired_code");
  });

  it.each<[string, SignInFailure, (code: string, verifier: string) => Promise<unknown>]>([
    [
      "an expired code",
      "expired_code",
      async (code, verifier) => {
        await control.advance(301_000);
        return exchange(code, verifier);
      },
    ],
    ["an unknown code", "expired_code", (_code, verifier) => exchange("x".repeat(64), verifier)],
    ["another browser's verifier", "expired_code", (code) => exchange(code, newPkce().verifier)],
    [
      "a code of another app",
      "unexpected",
      (code, verifier) => exchangeCode({ credentials: a2, code, redirectUri, codeVerifier: verifier }),
    ],
    [
      "a person taken out of the range",
      "outside_availability",
      async (code, verifier) => {
        await control.changeApp(a1.appId, { blackList: [person] });
        return exchange(code, verifier);
      },
    ],
    [
      "a person who left",
      "user_gone",
      async (code, verifier) => {
        await control.changeUser(person, { status: "resigned" });
        return exchange(code, verifier);
      },
    ],
    [
      "a person who left between the two calls",
      "user_gone",
      async (code, verifier) => {
        const token = await exchange(code, verifier);
        await control.changeUser(person, { status: "resigned" });
        return userInfo(token);
      },
    ],
    [
      "a changed secret",
      "credentials_broken",
      async (code, verifier) => {
        await control.changeApp(a1.appId, { appSecret: "another-secret" });
        return exchange(code, verifier);
      },
    ],
    [
      "a disabled app",
      "app_disabled",
      async (code, verifier) => {
        await control.changeApp(a1.appId, { status: "disabled" });
        return exchange(code, verifier);
      },
    ],
    ["a token nobody issued", "expired_code", () => userInfo("eyJhbGciOiJub25lIn0.e30.x")],
    [
      "a cut connection",
      "try_again",
      async (code, verifier) => {
        await control.addFault({ route: "*", kind: "reset", times: 0 });
        return exchange(code, verifier);
      },
    ],
    [
      "an HTML page",
      "try_again",
      async (code, verifier) => {
        await control.addFault({ route: "*", kind: "html-502", times: 0 });
        return exchange(code, verifier);
      },
    ],
  ])("ends with %s as %s", async (_what, failure, attempt) => {
    const { code, verifier } = await authorized();
    expect(await failureOf(attempt(code, verifier))).toBe(failure);
  });

  it("keeps secrets out of its errors", async () => {
    const { code, verifier } = await authorized();
    await control.addFault({ route: "*", kind: "reset", times: 0 });
    const thrown: unknown = await exchange(code, verifier).catch((error: unknown) => error);
    const everything = inspect(thrown, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(thrown).toBeInstanceOf(FeishuError);
    for (const secret of [code, verifier, a1.appSecret]) expect(everything).not.toContain(secret);
  });
});

describe("signInFailure", () => {
  const codes: [SignInFailure, number[]][] = [
    ["expired_code", [20003, 20004, 20065, 20049, 20005]],
    ["outside_availability", [20010]],
    ["credentials_broken", [20002, 20048]],
    ["user_gone", [20008, 20021, 20022, 20023, 20066]],
    ["app_disabled", [20009, 20069]],
    ["unexpected", [20001, 20024, 20036, 20063, 20067, 20068, 20070, 20071]],
  ];

  it.each(codes.flatMap(([failure, list]) => list.map((code) => [code, failure] as const)))(
    "takes %i for %s",
    (code, failure) => {
      const error = new FeishuError({ call: "x", kind: "answered", failure: "our_bug", code });
      expect(signInFailure(error)).toBe(failure);
    },
  );

  it("takes what is not Feishu's for unexpected", () => {
    expect(signInFailure(new Error("bug"))).toBe("unexpected");
  });
});
