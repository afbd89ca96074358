/** What one person, one socket and one address may use; far above what people do, below what hurts others. */
const LIMITS = {
  socketsPerPerson: 40,
  /** A whole company may stand behind one address. */
  socketsPerAddress: 5_000,
  /** Requests a socket may have unanswered. */
  unansweredPerSocket: 256,
  messagesPerSecond: 50,
  messageBurst: 200,
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

/** How fast each person sends, over all their sockets in this process. */
class SendRate {
  readonly #buckets = new Map<string, Bucket>();

  /** Whether this person may send one more message at `now` (milliseconds). */
  take(personId: string, now: number): boolean {
    const bucket = this.#buckets.get(personId) ?? { tokens: LIMITS.messageBurst, at: now };
    const refilled = bucket.tokens + ((now - bucket.at) / 1_000) * LIMITS.messagesPerSecond;
    const tokens = Math.min(LIMITS.messageBurst, refilled);
    this.#buckets.set(personId, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1;
  }

  /** Forgets who has no socket here any more. */
  forget(personId: string): void {
    this.#buckets.delete(personId);
  }
}

/** The limits of one gateway. */
export class GatewayLimits {
  readonly #persons = new OpenCount(LIMITS.socketsPerPerson);
  readonly #addresses = new OpenCount(LIMITS.socketsPerAddress);
  readonly #rate = new SendRate();

  /** A place for one more socket, or null; the answer gives it back. */
  takeSocket(personId: string, address: string): (() => void) | null {
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

  /** Whether this person may send one more message now. */
  maySend(personId: string, now: number): boolean {
    return this.#rate.take(personId, now);
  }

  /** Whether a socket with so many unanswered requests may ask one more. */
  mayAsk(unanswered: number): boolean {
    return unanswered < LIMITS.unansweredPerSocket;
  }

  forgetPerson(personId: string): void {
    this.#rate.forget(personId);
  }
}
