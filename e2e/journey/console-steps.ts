import { expect, type Page } from "@playwright/test";
import type { Customer } from "../world/customer.ts";

/** Signs in to the console as the customer's primary account. */
export async function signInToConsole(page: Page, appUrl: string, customer: Customer): Promise<void> {
  await page.goto(`${appUrl}/console`);
  await page.getByLabel("Account or RAM user").fill(customer.accountAlias);
  await page.getByLabel("Password", { exact: true }).fill(customer.accountPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "My Expert Service" })).toBeVisible();
}

/** From the console's first page to the filled-in credentials of a Feishu channel. */
export async function enterCredentials(
  page: Page,
  customer: Customer,
  appSecret = customer.appSecret,
): Promise<void> {
  await page.getByRole("link", { name: "Channel Management" }).first().click();
  await page.getByRole("link", { name: "Add Channel" }).first().click();
  await page
    .getByRole("link", { name: /Feishu/ })
    .first()
    .click();
  await page.getByLabel("Organization name").fill(customer.organizationName);
  await page.getByLabel("App ID").fill(customer.appId);
  await page.getByRole("textbox", { name: "App Secret" }).fill(appSecret);
  await page.getByRole("button", { name: "Add Channel" }).click();
}

/** Adds the customer's channel and sees the organization's own name. */
export async function addChannel(page: Page, customer: Customer): Promise<void> {
  await enterCredentials(page, customer);
  await expect(page.getByText("Channel added")).toBeVisible();
  await expect(page.getByText(customer.organizationName, { exact: true })).toBeVisible();
}
