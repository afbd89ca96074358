import { expect, type Locator, type Page } from "@playwright/test";

/** Above a ticket's conversation: its emergency. */
export const status = (page: Page): Locator => page.getByRole("region", { name: "Emergency status" });
/** The dialog of the button. */
export const emergency = (page: Page): Locator => page.getByRole("dialog", { name: "Emergency" });

/** Fills in the first step of Emergency; the second declares it. */
export async function prepareEmergency(page: Page, reason: RegExp, impact: string): Promise<void> {
  await page.getByRole("button", { name: "Emergency", exact: true }).first().click();
  await emergency(page).getByRole("radio", { name: reason }).check({ force: true });
  await emergency(page).getByLabel("Impact").fill(impact);
  await emergency(page).getByRole("button", { name: "Continue" }).click();
}

/** Declares what was prepared. */
export const declare = (page: Page): Promise<void> =>
  emergency(page).getByRole("button", { name: "Declare Emergency" }).click();

/** Closes the note of what became of the press. */
export async function closeNote(page: Page): Promise<void> {
  await emergency(page).getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(emergency(page)).toBeHidden();
}
