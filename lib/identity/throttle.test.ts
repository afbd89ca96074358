import { randomBytes, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { durations } from "@/lib/config/durations";
import { isAppError } from "@/lib/errors/app-error";
import { admitAttempt, forgetAttempt } from "@/lib/identity/throttle";

const start = new Date("2026-11-23T00:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const somebody = (changes: { name?: string; address?: string } = {}) => ({
  door: "staff" as const,
  name: `${randomUUID()}@vendor.example`,
  address: randomUUID(),
  ...changes,
});

/** Seconds to wait, or 0 for an attempt that passes. */
async function waitOf(attempt: ReturnType<typeof somebody>, now: Date): Promise<number> {
  try {
    await admitAttempt(attempt, now);
    return 0;
  } catch (thrown) {
    if (!isAppError(thrown) || thrown.code !== "RATE_LIMITED") throw thrown;
    return thrown.retryAfterSeconds ?? Number.NaN;
  }
}

async function fail(attempt: ReturnType<typeof somebody>, times: number, now = start): Promise<number[]> {
  const waits: number[] = [];
  for (let time = 0; time < times; time += 1) waits.push(await waitOf(attempt, now));
  return waits;
}

it("lets five attempts for a name from one address pass, then asks to wait", async () => {
  expect(await fail(somebody(), 7)).toEqual([0, 0, 0, 0, 0, 30, 30]);
});

it("waits longer after each further failure, up to the window", async () => {
  const attempt = somebody();
  await fail(attempt, 5);
  let now = 0;
  const waits: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const wait = await waitOf(attempt, after(now));
    waits.push(wait);
    now += wait;
    expect(await waitOf(attempt, after(now))).toBe(0);
  }

  expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
});

it("forgets after a quiet window", async () => {
  const attempt = somebody();
  await fail(attempt, 4);
  const quiet = durations.signInThrottleWindow / 1_000;

  expect(await fail(attempt, 6, after(quiet))).toEqual([0, 0, 0, 0, 0, 30]);
});

it("does not forget a lock that has only just run out", async () => {
  const attempt = somebody();
  await fail(attempt, 5);

  expect(await waitOf(attempt, after(31))).toBe(0);
  expect(await waitOf(attempt, after(31))).toBe(60);
});

it("lets no more of many attempts at once pass than one after the other", async () => {
  const attempt = somebody();

  const waits = await Promise.all(Array.from({ length: 25 }, () => waitOf(attempt, start)));

  expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
});

it("lets nobody lock somebody else's name from one address, however long they go on", async () => {
  const stranger = somebody();
  const owner = { ...stranger, address: randomUUID() };

  const waits: number[] = [];
  for (let minute = 0; minute < 120; minute += 1) {
    await waitOf(stranger, after(minute * 60));
    if (minute % 10 !== 0) continue;
    waits.push(await waitOf(owner, after(minute * 60)));
    await forgetAttempt(owner);
  }

  expect(waits).toEqual(Array.from({ length: 12 }, () => 0));
});

it("stops guesses for one name from many addresses, for the rest of the window and no longer", async () => {
  const attempt = somebody();
  const waits: number[] = [];
  for (let guess = 0; guess < 51; guess += 1)
    waits.push(await waitOf({ ...attempt, address: randomUUID() }, after(guess)));

  expect(waits.slice(0, 50).every((wait) => wait === 0)).toBe(true);
  const rest = durations.signInThrottleWindow / 1_000 - 50;
  expect(waits[50]).toBe(rest);
  // Keeping it locked would take another fifty.
  const next = after(50 + rest);
  expect(await waitOf({ ...attempt, address: randomUUID() }, next)).toBe(0);
  expect(await waitOf({ ...attempt, address: randomUUID() }, next)).toBe(0);
});

it("counts names whatever their case, and each door on its own", async () => {
  const attempt = somebody();
  await fail({ ...attempt, name: attempt.name.toUpperCase() }, 5);

  expect(await waitOf(attempt, start)).toBe(30);
  await expect(admitAttempt({ ...attempt, door: "console" }, start)).resolves.toBeUndefined();
});

it("stops one address that tries many names, and with it its whole IPv6 network", async () => {
  const network = `2001:1${randomBytes(1).toString("hex")}`;
  const waits: number[] = [];
  for (let host = 1; host <= 31; host += 1)
    waits.push(await waitOf(somebody({ address: `${network}::${host.toString(16)}` }), start));

  expect(waits.slice(0, 30).every((wait) => wait === 0)).toBe(true);
  expect(waits[30]).toBe(30);
  expect(await waitOf(somebody(), start)).toBe(0);
});

it("forgets a name at an address after a success, and of the address no more than that attempt", async () => {
  const address = randomUUID();
  for (let time = 0; time < 29; time += 1) await waitOf(somebody({ address }), start);
  const attempt = somebody({ address });
  expect(await waitOf(attempt, start)).toBe(0);

  await forgetAttempt(attempt);

  expect(await waitOf(somebody({ address }), start)).toBe(0);
  expect(await waitOf(somebody({ address }), start)).toBe(30);
});

it("forgets after a success what a name failed before at that address", async () => {
  const attempt = somebody();
  await fail(attempt, 4);

  await forgetAttempt(attempt);

  expect(await fail(attempt, 6)).toEqual([0, 0, 0, 0, 0, 30]);
});
