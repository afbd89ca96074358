import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { oidcOffer, takesPasswords } from "@/lib/identity/oidc-settings";

const PASSWORD = "a long enough password";

it("refuses a right password at a desk that takes none, and opens nothing; the console takes them", async () => {
  vi.stubEnv("DESK_OIDC_ISSUER", "https://id.example.com");
  vi.stubEnv("DESK_OIDC_CLIENT_ID", "ailink");
  vi.stubEnv("DESK_OIDC_CLIENT_SECRET", "of nobody");
  vi.stubEnv("DESK_OIDC_NAME", "Vendor ID");
  vi.stubEnv("DESK_OIDC_ONLY", "true");
  const email = `${randomUUID()}@vendor.example`;
  const input = { email, name: "Xu Wen", password: PASSWORD, roles: ["tam" as const] };
  const { personId } = await createStaff({ kind: "system", name: "test" }, input, { now: new Date() });

  const at = { now: new Date(), address: randomUUID() };
  await expect(signInStaff({ email, password: PASSWORD }, at)).rejects.toMatchObject({
    code: "FORBIDDEN",
    reason: "identity.oidc_only",
  });

  expect(await prisma().session.count({ where: { personId } })).toBe(0);
  expect([takesPasswords("staff"), takesPasswords("console")]).toEqual([false, true]);
  expect([oidcOffer("staff"), oidcOffer("console")]).toEqual([{ name: "Vendor ID" }, null]);
});
