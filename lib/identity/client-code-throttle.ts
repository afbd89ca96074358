import { type AttemptRule, countAttempt, counted, takeBack } from "@/lib/identity/attempt-counter";
import { networkOf } from "@/lib/identity/network";

/** Where a code comes from, and the channel it is for; null for an App ID that is no channel's. */
export type ClientCodeAttempt = { appId: string | null; address: string };

/** A whole company may stand behind one address, so only failures remain counted. */
const perChannelAndAddress: AttemptRule = { limit: 60, window: 60_000 };

function counterOf({ appId, address }: ClientCodeAttempt) {
  // Invented App IDs share a key, or each would leave a row behind.
  return counted(perChannelAndAddress, "employee", "client code", networkOf(address), appId ?? "");
}

/**
 * Lets one code of a Feishu client pass, or refuses it because too many from this address failed within a minute. It is
 * counted before Feishu is asked, since asking is what costs.
 *
 * @throws AppError RATE_LIMITED `identity.too_many_attempts` with `retryAfterSeconds`.
 */
export async function admitClientCode(attempt: ClientCodeAttempt, now: Date): Promise<void> {
  await countAttempt(counterOf(attempt), now);
}

/** Takes back what was counted, after a sign-in that succeeded. */
export async function forgetClientCode(attempt: ClientCodeAttempt): Promise<void> {
  await takeBack(counterOf(attempt));
}
