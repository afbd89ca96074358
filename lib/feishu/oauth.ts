import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { type FeishuUser, understood, userInfoAnswer, userTokenAnswer } from "@/lib/feishu/answers";
import type { FeishuCredentials } from "@/lib/feishu/credentials";
import { isFeishuError } from "@/lib/feishu/feishu-error";
import { askFeishu, type FeishuAnswer, type FeishuRequest } from "@/lib/feishu/transport";

type AuthorizeRequest = { appId: string; redirectUri: string; state: string; codeChallenge: string };

/** Where a browser asks the person to sign in. No scope is asked for: the product wants to know who it is, no more. */
export function authorizeUrl({ appId, redirectUri, state, codeChallenge }: AuthorizeRequest): string {
  const query = new URLSearchParams({
    client_id: appId,
    response_type: "code",
    redirect_uri: redirectUri,
    state,
    code_challenge: codeChallenge,
    // Said each time: Feishu's default is `plain`.
    code_challenge_method: "S256",
  });
  return `${environment().FEISHU_ACCOUNTS_BASE}/open-apis/authen/v1/authorize?${query.toString()}`;
}

/** A fresh verifier, kept on our side until the code comes back, and the challenge that goes to the authorize page. */
export function newPkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(48).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

const faultsWorthOneRetry = new Set([20050, 20072]);
const pauseBeforeRetry = 500;

async function askTwice(request: FeishuRequest): Promise<FeishuAnswer> {
  try {
    return await askFeishu(request);
  } catch (thrown) {
    if (!isFeishuError(thrown) || !faultsWorthOneRetry.has(thrown.code ?? 0)) throw thrown;
    await sleep(pauseBeforeRetry);
    return askFeishu(request);
  }
}

type CodeExchange = {
  credentials: FeishuCredentials;
  code: string;
  /** Of the authorize page; left out for a code from inside the client, as is the verifier. */
  redirectUri?: string | undefined;
  codeVerifier?: string | undefined;
  timeoutMs?: number | undefined;
};

/**
 * Changes an authorization code for the person's token, by version 2 of the endpoint: version 3 refuses PKCE
 * (docs/feishu.md), and the SDK knows neither. A code works once.
 *
 * @throws FeishuError; `signInFailure` says what to tell the person.
 */
export async function exchangeCode(exchange: CodeExchange): Promise<string> {
  const { credentials, code, redirectUri, codeVerifier } = exchange;
  const call = "POST /open-apis/authen/v2/oauth/token";
  const answer = await askTwice({
    method: "POST",
    url: `${environment().FEISHU_API_BASE}/open-apis/authen/v2/oauth/token`,
    body: {
      grant_type: "authorization_code",
      client_id: credentials.appId,
      client_secret: credentials.appSecret,
      code,
      ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
      ...(codeVerifier === undefined ? {} : { code_verifier: codeVerifier }),
    },
    timeoutMs: exchange.timeoutMs ?? durations.feishuTimeout,
  });
  return understood(userTokenAnswer, call, answer);
}

/**
 * Who the token belongs to. The caller must compare `tenantKey` with the channel's, and then forget the token.
 *
 * @throws FeishuError; `signInFailure` says what to tell the person.
 */
export async function userInfo(
  token: string,
  timeoutMs: number = durations.feishuTimeout,
): Promise<FeishuUser> {
  const answer = await askTwice({
    method: "GET",
    url: `${environment().FEISHU_API_BASE}/open-apis/authen/v1/user_info`,
    headers: { Authorization: `Bearer ${token}` },
    timeoutMs,
  });
  return understood(userInfoAnswer, "GET /open-apis/authen/v1/user_info", answer);
}

/** Why a sign-in through Feishu ended, as far as it changes what the person or the administrator can do. */
export type SignInFailure =
  | "expired_code"
  | "outside_availability"
  | "credentials_broken"
  | "user_gone"
  | "app_disabled"
  | "try_again"
  | "unexpected";

const codesByFailure = {
  // Unknown, expired, used, failed PKCE; a token refused right after it was issued. A new authorization cures all.
  expired_code: [20003, 20004, 20065, 20049, 20005, 99991668, 99991677],
  outside_availability: [20010],
  credentials_broken: [20002, 20048, 10003, 10014, 10015],
  user_gone: [20008, 20021, 20022, 20023, 20066],
  app_disabled: [20009, 20069, 99991662, 99991673],
} as const satisfies Partial<Record<SignInFailure, readonly number[]>>;

const failureOfCode = new Map<number, SignInFailure>(
  Object.entries(codesByFailure).flatMap(([failure, codes]) =>
    codes.map((code): [number, SignInFailure] => [code, failure as SignInFailure]),
  ),
);

/** What a thrown value of `exchangeCode` or `userInfo` means for the person who signs in. */
export function signInFailure(thrown: unknown): SignInFailure {
  if (!isFeishuError(thrown)) return "unexpected";
  const known = failureOfCode.get(thrown.code ?? 0);
  if (known !== undefined) return known;
  return thrown.failure === "retry_soon" ? "try_again" : "unexpected";
}
