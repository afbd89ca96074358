import { expect, type Page } from "@playwright/test";
import { approve, composer, say } from "./journey/conversation-steps.ts";
import { fillCredentials } from "./journey/console-steps.ts";
import { inspect } from "./journey/screens.ts";
import { signInToConsole, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import { type Customer, newCredentials } from "./world/customer.ts";

async function openChannels(page: Page, appUrl: string, customer: Customer): Promise<void> {
  await signInToConsole(page, appUrl, customer);
  await page.getByRole("link", { name: "Channel Management" }).first().click();
  await expect(page.getByRole("heading", { name: customer.organizationName })).toBeVisible();
}

test("an administrator replaces the secret: a wrong one changes nothing, and nobody is signed out", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
  feishu,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const theirs = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await theirs.goto(workbenchOf(appUrl, customer));
  await approve(theirs);
  await expect(composer(theirs)).toBeVisible();

  const { appSecret } = newCredentials();
  await feishu.changeApp(customer.appId, { appSecret });
  const console = await newWindow();
  await openChannels(console, appUrl, customer);
  await console.getByRole("button", { name: /^Re-check/ }).click();
  await expect(console.getByText("Needs a new secret").first()).toBeVisible();
  await expect(console.getByRole("link", { name: "Open the page in Feishu" })).toHaveAttribute(
    "href",
    new RegExp(`/app/${customer.appId}/baseinfo$`),
  );
  await theirs.reload();
  await expect(theirs.getByText("No cards are sent to Feishu at the moment.")).toBeVisible();
  await say(theirs, "still here");

  await console.getByRole("button", { name: /^Replace App Secret/ }).click();
  const dialog = console.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "New App Secret" }).fill(newCredentials().appSecret);
  await dialog.getByRole("button", { name: "Check and replace" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The App Secret does not belong to this App ID.");
  await dialog.getByRole("textbox", { name: "New App Secret" }).fill(appSecret);
  await dialog.getByRole("button", { name: "Check and replace" }).click();
  await expect(
    console.getByText(`The App Secret ending in ${appSecret.slice(-4)} is in force.`),
  ).toBeVisible();
  await expect(console.getByText("Needs a new secret")).toHaveCount(0);

  await theirs.reload();
  await expect(composer(theirs)).toBeVisible();
  await expect(theirs.getByText("No cards are sent to Feishu at the moment.")).toHaveCount(0);
});

test("a TAM adds a channel for a customer, which deletes it by typing its name", async ({
  newWindow,
  newCustomer,
  appUrl,
}) => {
  const customer = await newCustomer("Avery");
  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await desk.goto(`${appUrl}/desk/groups`);
  await desk.getByRole("button", { name: /^Add Channel/ }).click();
  const form = desk.getByRole("dialog");
  await fillCredentials(desk, customer);
  await form.getByRole("button", { name: "Add Channel", exact: true }).click();
  await expect(form.getByText(/^Channel added with the App Secret ending in/)).toBeVisible();
  await form.getByRole("button", { name: "Done" }).click();
  await expect(desk.getByRole("article", { name: customer.organizationName })).toBeVisible();
  await desk.getByRole("button", { name: /^Re-check/ }).click();
  await expect(desk.getByText("Checked: everything is right.")).toBeVisible();

  const page = await newWindow();
  await openChannels(page, appUrl, customer);
  await expect(page.getByText("by the service team")).toBeVisible();
  await inspect(page, appUrl, {
    name: "channels",
    path: "/console/channels",
    words: { en: ["Replace App Secret", "Bind to a new app"], "zh-CN": ["更换 App Secret", "绑定新应用"] },
  });
  await page.getByRole("button", { name: /^删除/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Another Company");
  await dialog.getByRole("button", { name: "删除渠道" }).click();
  await expect(dialog.getByRole("alert")).toContainText("用于确认的内容不正确");
  await dialog.getByRole("textbox").fill(customer.organizationName);
  await dialog.getByRole("button", { name: "删除渠道" }).click();
  await expect(page.getByRole("heading", { name: customer.organizationName })).toHaveCount(0);

  const theirs = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await theirs.goto(workbenchOf(appUrl, customer));
  await expect(theirs.getByText("This address leads nowhere")).toBeVisible();
});
