import { expect, type Page } from "@playwright/test";
import { Client } from "pg";
import { signInToConsoleByForm } from "./journey/console-steps.ts";
import { codeIn, setUpSecondFactor, showCode } from "./journey/second-factor-steps.ts";
import { test } from "./journey/test.ts";

type Staff = { email: string; password: string };

async function showPassword(page: Page, { email, password }: Staff): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function chooseInMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** A TAM whose customer has no channel yet. */
const desk = (page: Page) => page.getByText("No customer groups yet");

const outOf = (page: Page) => page.getByText("Your session has ended. Your drafts are kept on this device.");

test("a TAM signs in with a second factor, ends another session at once, and is out at once when disabled", async ({
  newWindow,
  newCustomer,
  windows,
  admin,
  appUrl,
}) => {
  windows.expectErrors(/401/);
  const { tam } = await newCustomer("Avery");
  const page = await newWindow();
  await page.goto(`${appUrl}/desk`);
  await showPassword(page, tam);
  await expect(desk(page)).toBeVisible();
  await chooseInMenu(page, "Security");
  await expect(page.getByText("No second factor is set up")).toBeVisible();
  const { secret, recoveryCodes } = await setUpSecondFactor(page);
  await chooseInMenu(page, "Sign out");
  await expect(page).toHaveURL(`${appUrl}/desk/sign-in`);

  // The code is asked for on the way to the page that was wanted.
  await page.goto(`${appUrl}/desk/tickets`);
  await showPassword(page, tam);
  await expect(page.getByRole("heading", { name: "Second factor" })).toBeVisible();
  await showCode(page, recoveryCodes[0]?.replace(/^..../, "zzzz") ?? "");
  await expect(page.getByText("This code is wrong or was used already.")).toBeVisible();
  await page.getByRole("button", { name: "Start over" }).click();
  await showPassword(page, tam);
  await showCode(page, codeIn(secret, 1));
  await expect(page).toHaveURL(`${appUrl}/desk/tickets`);

  const elsewhere = await newWindow({ userAgent: "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0" });
  await elsewhere.goto(`${appUrl}/desk`);
  await showPassword(elsewhere, tam);
  await showCode(elsewhere, recoveryCodes[1] ?? "");
  await expect(desk(elsewhere)).toBeVisible();

  await page.goto(`${appUrl}/desk/security`);
  await expect(page.getByText("9 recovery codes are left.")).toBeVisible();
  const sessions = page.getByRole("list", { name: "Where you are signed in" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText("This browser");
  await page.getByRole("button", { name: /^Sign out Firefox on Windows/ }).click();
  await expect(outOf(elsewhere)).toBeVisible({ timeout: 2_000 });
  await expect(sessions).toHaveCount(1);

  await page.goto(`${appUrl}/desk`);
  await expect(desk(page)).toBeVisible();
  await admin("disable-staff", "--email", tam.email);
  await expect(outOf(page)).toBeVisible({ timeout: 2_000 });
});

test("switching a channel off asks for the second factor again, and nothing typed is lost", async ({
  newWindow,
  newConnectedCustomer,
  databaseUrl,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow();
  await signInToConsoleByForm(page, appUrl, customer);
  await page.getByRole("link", { name: "Security" }).click();
  const { secret } = await setUpSecondFactor(page);

  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query(
    `UPDATE session s SET second_factor_at = second_factor_at - interval '16 minutes'
     FROM principal p JOIN account a ON a.id = p.account_id WHERE s.principal_id = p.id AND a.alias = $1`,
    [customer.accountAlias],
  );
  await database.end();

  await page.getByRole("link", { name: "Channel Management" }).first().click();
  await page.getByRole("button", { name: "Disable", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Disable this channel?" });
  const typed = question.getByRole("textbox");
  await typed.fill(customer.appId);
  await question.getByRole("button", { name: "Disable", exact: true }).click();
  const stepUp = page.getByRole("dialog", { name: "Show your second factor" });
  await stepUp.getByRole("textbox").fill("not a code");
  await stepUp.getByRole("button", { name: "Confirm" }).click();
  await expect(stepUp.getByText("This code is wrong or was used already.")).toBeVisible();

  // Who thinks better of it reads why nothing happened, with everything still there.
  await stepUp.getByRole("button", { name: "Close" }).click();
  await expect(question.getByText("This needs a code of your second factor")).toBeVisible();
  await expect(typed).toHaveValue(customer.appId);
  await question.getByRole("button", { name: "Disable", exact: true }).click();
  await stepUp.getByRole("textbox").fill(codeIn(secret, 1));
  await stepUp.getByRole("button", { name: "Confirm" }).click();

  await expect(page.getByRole("button", { name: "Enable", exact: true })).toBeVisible();
  await expect(stepUp).toBeHidden();
  await expect(question).toBeHidden();
});
