import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { admitClientCode, forgetClientCode } from "@/lib/identity/client-code-throttle";

const start = new Date("2026-11-23T00:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const anAttempt = () => ({ appId: `cli_${randomUUID()}`, address: randomUUID() });

async function fail(attempt: ReturnType<typeof anAttempt>, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await admitClientCode(attempt, start);
}

it("refuses after sixty failures for the rest of the minute, and then counts anew", async () => {
  const attempt = anAttempt();
  await fail(attempt, 60);

  await expect(admitClientCode(attempt, after(20))).rejects.toMatchObject({
    code: "RATE_LIMITED",
    reason: "identity.too_many_attempts",
    retryAfterSeconds: 40,
  });
  await expect(admitClientCode(attempt, after(60))).resolves.toBeUndefined();
  await expect(admitClientCode(attempt, after(60))).resolves.toBeUndefined();
});

it("counts each address and each channel on its own", async () => {
  const attempt = anAttempt();
  await fail(attempt, 60);

  await expect(admitClientCode({ ...attempt, appId: randomUUID() }, start)).resolves.toBeUndefined();
  await expect(admitClientCode({ ...attempt, address: randomUUID() }, start)).resolves.toBeUndefined();
});

it("does not count who signed in: a whole company may come from one address", async () => {
  const attempt = anAttempt();
  for (let person = 0; person < 100; person += 1) {
    await admitClientCode(attempt, start);
    await forgetClientCode(attempt);
  }
  await fail(attempt, 60);

  await expect(admitClientCode(attempt, start)).rejects.toMatchObject({ code: "RATE_LIMITED" });
});
