import { expect, type Page } from "@playwright/test";
import { signInToConsoleByForm } from "./journey/console-steps.ts";
import { inspect } from "./journey/screens.ts";
import { test } from "./journey/test.ts";

const PASSWORD = "long enough for ops";

async function chooseFor(page: Page, name: string, act: string): Promise<void> {
  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: act }).click();
}

test("the primary account makes a RAM user, lets them do more, and cuts them off", async ({
  newWindow,
  newCustomer,
  windows,
  appUrl,
}) => {
  windows.expectErrors(/status of 40[13]/);
  const customer = await newCustomer("Avery");
  const primary = await newWindow();
  await signInToConsoleByForm(primary, appUrl, customer);
  await primary.getByRole("link", { name: "Users and roles" }).click();
  await primary.getByRole("button", { name: "Add RAM user" }).click();
  const dialog = primary.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Name/ }).fill("ops");
  await dialog.getByLabel(/^Password/).fill(PASSWORD);
  await expect(dialog.getByRole("checkbox", { name: /^Channels/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Add RAM user" }).click();
  const signIn = `ops@${customer.accountAlias}`;
  await expect(primary.getByText(`${signIn} can sign in now.`)).toBeVisible();

  const user = await newWindow();
  await signInToConsoleByForm(user, appUrl, { accountAlias: signIn, accountPassword: PASSWORD });
  await user.getByRole("link", { name: "Data", exact: true }).click();
  await expect(user.getByText(`Who can: ${customer.accountAlias}.`)).toBeVisible();
  await expect(user.getByRole("button", { name: "Export the account" })).toBeHidden();

  await chooseFor(primary, "ops", "Change permissions");
  await dialog.getByRole("checkbox", { name: /^Data/ }).check();
  await dialog.getByRole("button", { name: "Save permissions" }).click();
  await expect(primary.getByText("The permissions of ops have changed.")).toBeVisible();
  await user.reload();
  await user.getByRole("button", { name: "Export the account" }).click();
  await expect(user.getByRole("list", { name: "Exports and deletions" })).toContainText(
    "Export of the account",
  );
  await user.getByRole("link", { name: "Users and roles" }).click();
  await expect(user.getByText("You may see users and roles here, not manage them.")).toBeVisible();
  await expect(user.getByRole("button", { name: "Add RAM user" })).toBeHidden();

  await primary.getByRole("button", { name: "Add RAM role" }).click();
  await dialog.getByRole("textbox", { name: /^Name/ }).fill("caretaker");
  await dialog.getByRole("button", { name: "Add RAM role" }).click();
  await chooseFor(primary, "caretaker", "Choose who may assume it");
  await dialog.getByRole("checkbox", { name: "ops" }).click();
  await expect(primary.getByText("For: ops")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();

  await chooseFor(primary, "ops", "Disable");
  await dialog.getByRole("button", { name: "Disable" }).click();
  await expect(primary.getByText("ops is disabled.")).toBeVisible();
  await user.reload();
  await expect(user).toHaveURL(/\/console\/sign-in/);

  await inspect(primary, appUrl, {
    name: "principals",
    path: "/console/principals",
    words: { en: ["Users and roles", "caretaker"], "zh-CN": ["用户与角色", "已停用"] },
  });
});
