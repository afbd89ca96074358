import { expect, it } from "vitest";
import { hashPassword, passwordMatches } from "@/lib/identity/passwords";

it("hashes with argon2id and the parameters of the OWASP cheat sheet, each time with another salt", async () => {
  const [one, other] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);

  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

it("tells the right password from a wrong one, in any script", async () => {
  const stored = await hashPassword("正确的密码🔑");

  expect(await passwordMatches(stored, "正确的密码🔑")).toBe(true);
  expect(await passwordMatches(stored, "正确的密码")).toBe(false);
  expect(await passwordMatches(stored, "")).toBe(false);
});

it("matches no password of somebody who does not exist, not even the one it is compared with", async () => {
  expect(await passwordMatches(null, "nobody")).toBe(false);
});

it("takes as long for somebody who does not exist", async () => {
  const stored = await hashPassword("some password");
  const time = async (hash: string | null) => {
    const start = process.cpuUsage();
    for (let round = 0; round < 12; round += 1) await passwordMatches(hash, "a wrong password");
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  await time(null);

  const [known, unknown] = [await time(stored), await time(null)];

  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});
