import { expect, type Locator, type Page } from "@playwright/test";
import type { Customer } from "../world/customer.ts";

/** Signs in to the desk by its form. */
export async function signInToDeskByForm(
  page: Page,
  appUrl: string,
  staff: { email: string; password: string },
): Promise<void> {
  await page.goto(`${appUrl}/desk`);
  await page.getByLabel("Email").fill(staff.email);
  await page.getByLabel("Password", { exact: true }).fill(staff.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/desk(\?|$)/);
}

/** Opens the customer's group in the list of conversations. */
export async function openGroup(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name }).first().click();
  await expect(composer(page)).toBeVisible();
}

/** The box a message is written in. */
export function composer(page: Page): Locator {
  return page.getByRole("textbox", { name: "Message" });
}

/** Writes a message and sees it in the conversation. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  // Enter does nothing in a page whose scripts have not run yet.
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
  await composer(page).press("Enter");
  await expect(page.getByRole("log").getByText(text)).toBeVisible();
}

/** Picks a person in the @-picker, then sends with `text`. */
export async function mention(page: Page, name: string, text: string): Promise<void> {
  await composer(page).click();
  await composer(page).pressSequentially(`@${name.slice(0, 6)}`);
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await composer(page).pressSequentially(text);
  await composer(page).press("Enter");
  await expect(page.getByRole("log").getByText(text)).toBeVisible();
}

/** Chooses a person in the local Feishu, opens the customer's app and approves; answers the app's page. */
export async function openAppInFeishu(
  feishuPage: Page,
  feishuUrl: string,
  customer: Customer,
  employee = customer.employees[0],
): Promise<Page> {
  if (!employee) throw new Error("the customer has no employee");
  await feishuPage.goto(feishuUrl);
  await feishuPage.getByRole("button", { name: new RegExp(employee.name) }).click();
  await feishuPage.getByRole("link", { name: /Workplace|工作台/ }).click();
  const [app] = await Promise.all([
    feishuPage.waitForEvent("popup"),
    feishuPage
      .getByRole("link", { name: new RegExp(customer.appName) })
      .first()
      .click(),
  ]);
  await app.getByRole("button", { name: /Approve|授权/ }).click();
  await expect(app).toHaveURL(/\/workbench/);
  return app;
}

/** Agrees on Feishu's authorize page. */
export async function approve(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Approve|授权/ }).click();
}
