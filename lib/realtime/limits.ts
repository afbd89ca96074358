/** What one person, one socket and one address may use; far above what people do, below what hurts others. */
const LIMITS = {
  socketsPerPerson: 40,
  /** A whole company may stand behind one address. */
  socketsPerAddress: 5_000,
  /** Requests a socket may have unanswered. */
  unansweredPerSocket: 256,
  requestsPerSecond: 50,
  requestBurst: 200,
  /** Who goes on for so long after having been told to slow down is disconnected. */
  refusalsPerSocket: 1_000,
} as const;

/** Counts open sockets per key and refuses beyond a limit. */
class OpenCount {
  readonly #open = new Map<string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How to give the place back, or null if there is none left. */
  take(key: string): (() => void) | null {
    const open = this.#open.get(key) ?? 0;
    if (open >= this.#limit) return null;
    this.#open.set(key, open + 1);
    return () => {
      const left = (this.#open.get(key) ?? 1) - 1;
      if (left === 0) this.#open.delete(key);
      else this.#open.set(key, left);
    };
  }
}

type Bucket = { tokens: number; at: number };

/** After so long every bucket is full again (milliseconds). */
const REFILL = (LIMITS.requestBurst / LIMITS.requestsPerSecond) * 1_000;

/** How fast each person asks, over all their sockets in this process, those that they closed included. */
class RequestRate {
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt = 0;

  /** Whether this person may ask once more at `now` (milliseconds). */
  take(personId: string, now: number): boolean {
    if (now - this.#sweptAt >= REFILL) this.#sweep(now);
    const bucket = this.#buckets.get(personId) ?? { tokens: LIMITS.requestBurst, at: now };
    const refilled = bucket.tokens + ((now - bucket.at) / 1_000) * LIMITS.requestsPerSecond;
    const tokens = Math.min(LIMITS.requestBurst, refilled);
    this.#buckets.set(personId, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1;
  }

  /** Forgets whose bucket is full by now: who has just been slowed down does not start anew by connecting again. */
  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const [personId, { at }] of this.#buckets) if (now - at >= REFILL) this.#buckets.delete(personId);
  }
}

/** The limits of one gateway. */
export class GatewayLimits {
  readonly #persons = new OpenCount(LIMITS.socketsPerPerson);
  readonly #addresses = new OpenCount(LIMITS.socketsPerAddress);
  readonly #rate = new RequestRate();

  /** A place for one more socket, or null; the answer gives it back. To connect is a request like any other. */
  takeSocket(personId: string, address: string, now: number): (() => void) | null {
    if (!this.#rate.take(personId, now)) return null;
    const leavePerson = this.#persons.take(personId);
    if (leavePerson === null) return null;
    const leaveAddress = this.#addresses.take(address);
    if (leaveAddress === null) {
      leavePerson();
      return null;
    }
    return () => {
      leavePerson();
      leaveAddress();
    };
  }

  /** Whether this person may ask once more now, with so many requests of the same socket unanswered. */
  mayAsk(personId: string, unanswered: number, now: number): boolean {
    return unanswered < LIMITS.unansweredPerSocket && this.#rate.take(personId, now);
  }

  /** Whether a socket that was refused so often is a nuisance. */
  isNuisance(refusals: number): boolean {
    return refusals > LIMITS.refusalsPerSocket;
  }
}
