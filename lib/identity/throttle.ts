import { durations } from "@/lib/config/durations";
import { type AttemptRule, countAttempt, counted, forgetAll, takeBack } from "@/lib/identity/attempt-counter";
import type { DoorKind } from "@/lib/identity/door";
import { networkOf } from "@/lib/identity/network";

/** What a sign-in is counted under. */
export type SignInAttempt = { door: DoorKind; name: string; address: string };

const window = durations.signInThrottleWindow;
const firstLock = 30_000;

/** Many people may share one address (an office), so it has more attempts than one name has there. */
const perAddress: AttemptRule = { limit: 30, window, firstLock };
const perNameAndAddress: AttemptRule = { limit: 5, window, firstLock };
/** Against guesses from many addresses. No one address can reach it, so no one stranger can lock somebody else out. */
const perName: AttemptRule = { limit: 50, window };

function countersOf({ door, name, address }: SignInAttempt) {
  const network = networkOf(address);
  return {
    address: counted(perAddress, door, "address", network),
    nameAndAddress: counted(perNameAndAddress, door, "name and address", network, name),
    name: counted(perName, door, "name", name),
  };
}

/**
 * Lets one sign-in attempt pass, or refuses it because of too many from this address, for this name from there, or for
 * this name from anywhere. It is counted *before* the password is looked at, so a burst of attempts at once gets no
 * further than one after the other; what an earlier limit refuses does not count for a later one.
 *
 * @throws AppError RATE_LIMITED `identity.too_many_attempts` with `retryAfterSeconds`.
 */
export async function admitAttempt(attempt: SignInAttempt, now: Date): Promise<void> {
  const counters = countersOf(attempt);
  await countAttempt(counters.address, now);
  await countAttempt(counters.nameAndAddress, now);
  await countAttempt(counters.name, now);
}

/** Forgets what was counted, after a sign-in that succeeded: the name from this address altogether, else this one attempt. */
export async function forgetAttempt(attempt: SignInAttempt): Promise<void> {
  const counters = countersOf(attempt);
  await forgetAll(counters.nameAndAddress);
  await takeBack(counters.name);
  await takeBack(counters.address);
}
