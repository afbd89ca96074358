import { createHash } from "node:crypto";
import type { App, AuthCode, User } from "../state/model";
import { mintToken, nowOf, type World } from "../state/world";

export const REDIRECT_CODE_TTL_MS = 300_000;
export const REQUEST_ACCESS_TTL_MS = 180_000;
export const REQUEST_AUTH_CODE_TTL_MS = 300_000;

/** Issues a single-use code for a person in an app. */
export function issueCode(
  world: World,
  app: App,
  user: User,
  grant: Pick<AuthCode, "redirectUri" | "challenge" | "scope"> & { ttlMs: number },
): AuthCode {
  const code: AuthCode = {
    code: mintToken(world, "auth-code", 64),
    appId: app.appId,
    userId: user.userId,
    redirectUri: grant.redirectUri,
    challenge: grant.challenge,
    scope: grant.scope,
    expiresAt: nowOf(world) + grant.ttlMs,
    used: false,
  };
  world.codes.set(code.code, code);
  return code;
}

/** The challenge that belongs to a verifier. */
export function challengeOf(verifier: string, method: "S256" | "plain"): string {
  return method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");
}

const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

/** A verifier must match the challenge; without a challenge none may be sent. */
export function verifierFits(challenge: AuthCode["challenge"], verifier: unknown): boolean {
  if (challenge === null) return verifier === undefined;
  return (
    typeof verifier === "string" &&
    VERIFIER.test(verifier) &&
    challengeOf(verifier, challenge.method) === challenge.value
  );
}
