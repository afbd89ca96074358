import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { type AttemptRule, countAttempt, counted, takeBack } from "@/lib/identity/attempt-counter";
import type { SignInDoor } from "@/lib/identity/contract";
import { askOidcProvider } from "@/lib/identity/internal/ask-oidc-provider";
import { networkOf } from "@/lib/identity/network";
import type { OidcAttempt } from "@/lib/identity/oidc-attempt";
import type { OidcPerson } from "@/lib/identity/oidc-identity";
import { log } from "@/lib/log/logger";

/** What a browser brings back from the provider, and what it kept of the attempt that led there. */
export type OidcCallback = { attempt: OidcAttempt; query: string };

/** Who it is here, or why nobody: for the record, never for the person. */
export type Recognised<T> = { owner: T } | { refused: "unknown" | "disabled" | "address_taken" };

/** The product itself, where nobody is signed in yet. */
export const signInActor = { kind: "system", name: "sign-in" } as const;

/** Many people may share one address (an office); each failure has cost a question to the provider. */
const perAddress: AttemptRule = { limit: 30, window: durations.signInThrottleWindow };

const counterOf = (door: SignInDoor, address: string) =>
  counted(perAddress, door, "openid connect", networkOf(address));

async function recordRefusal(
  tx: Tx,
  door: SignInDoor,
  { subject }: OidcPerson,
  { reason, now }: At & { reason: string },
): Promise<void> {
  log.warn("sign_in.refused", { door, method: "oidc", reason });
  await recordAudit(tx, signInActor, {
    action: "session.refused",
    subjectType: "session",
    subjectId: null,
    accountId: null,
    // By the subject an operator can link who should have come in.
    details: { door, method: "oidc", reason, subject },
    now,
  });
}

/**
 * The first step of a sign-in by OpenID Connect: asks the provider who it is and lets `recognise` find, in one
 * transaction, who that is here. Nobody is told more than that they are not known. Attempts are counted per network before
 * the provider is asked, and only failures remain counted.
 *
 * @throws AppError UNAUTHENTICATED `identity.oidc_unknown` (recorded), `identity.oidc_mismatch`, `identity.oidc_expired`; FORBIDDEN
 *   `identity.oidc_refused`; NOT_FOUND `identity.oidc_not_configured`; UPSTREAM_FAILED `identity.oidc_provider_down`,
 *   `identity.oidc_misconfigured`, `identity.oidc_clock`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function proveByOidc<T>(
  door: SignInDoor,
  callback: OidcCallback,
  { now, address }: At & { address: string },
  recognise: (tx: Tx, person: OidcPerson) => Promise<Recognised<T>>,
): Promise<T> {
  const attempt = counterOf(door, address);
  await countAttempt(attempt, now);
  const person = await askOidcProvider(door, callback, now);
  const recognised = await inTransaction(async (tx) => {
    const found = await recognise(tx, person);
    if ("refused" in found) await recordRefusal(tx, door, person, { reason: found.refused, now });
    return found;
  });
  if ("refused" in recognised) throw new AppError("UNAUTHENTICATED", "identity.oidc_unknown");
  await takeBack(attempt);
  return recognised.owner;
}
