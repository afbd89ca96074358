import { expect, type Page } from "@playwright/test";
import type { Customer } from "../world/customer.ts";

/** With what somebody signs in to the console. */
export type Principal = { accountAlias: string; accountPassword: string };

/** Signs in to the console by its form, as the customer's primary account or as whoever else is named. */
export async function signInToConsoleByForm(page: Page, appUrl: string, customer: Principal): Promise<void> {
  await page.goto(`${appUrl}/console`);
  await page.getByLabel("Account or RAM user").fill(customer.accountAlias);
  await page.getByLabel("Password", { exact: true }).fill(customer.accountPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "My Expert Service" })).toBeVisible();
}

/** From the console's first page to the sent-off credentials of a Feishu channel. */
async function enterCredentials(page: Page, customer: Customer): Promise<void> {
  await page.getByRole("link", { name: "Channel Management" }).first().click();
  await page.getByRole("link", { name: "Add Channel" }).first().click();
  await page
    .getByRole("link", { name: /Feishu/ })
    .first()
    .click();
  await fillCredentials(page, customer);
  await page.getByRole("button", { name: "Add Channel" }).click();
}

/** What a customer enters of its Feishu app. */
export type Credentials = Pick<Customer, "organizationName" | "appId" | "appSecret">;

/** The three fields of "Enter Credentials". */
export function credentialFields(page: Page) {
  return {
    organizationName: page.getByLabel("Organization name"),
    appId: page.getByLabel("App ID"),
    appSecret: page.getByRole("textbox", { name: "App Secret" }),
  };
}

/** Types the credentials without sending them. */
export async function fillCredentials(page: Page, typed: Credentials): Promise<void> {
  const fields = credentialFields(page);
  await fields.organizationName.fill(typed.organizationName);
  await fields.appId.fill(typed.appId);
  await fields.appSecret.fill(typed.appSecret);
}

/** Adds the customer's channel and sees the organization's own name. */
export async function addChannel(page: Page, customer: Customer): Promise<void> {
  await enterCredentials(page, customer);
  await expect(page.getByText("Channel added")).toBeVisible();
  await expect(page.getByText(customer.organizationName, { exact: true })).toBeVisible();
}
