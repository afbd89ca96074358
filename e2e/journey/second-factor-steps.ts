import { expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";

/** What an authenticator app shows so many half minutes from now; each is good once, and the next one is taken already. */
export function codeIn(secret: string, steps = 0): string {
  const timestamp = Date.now() + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

/** From the page Security without a second factor to one that is set up; answers what its owner keeps. */
export async function setUpSecondFactor(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.getByRole("button", { name: "Set up", exact: true }).click();
  await expect(page.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
  const secret = (await page.getByLabel("Key", { exact: true }).textContent()) ?? "";
  await page.getByLabel("Code from the app").fill("12345a");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("This code is wrong or was used already.")).toBeVisible();
  await page.getByLabel("Code from the app").fill(codeIn(secret));
  await page.getByRole("button", { name: "Confirm" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recoveryCodes = await codes.allTextContents();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("A second factor is set up", { exact: true })).toBeVisible();
  return { secret, recoveryCodes };
}

/** The second step of a sign-in, with this code. */
export async function showCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code from your authenticator app").fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
