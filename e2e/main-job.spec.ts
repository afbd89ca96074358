import { expect } from "@playwright/test";
import { addChannel, signInToConsoleByForm } from "./journey/console-steps.ts";
import {
  mention,
  openAppInFeishu,
  openGroup,
  say,
  signInToDeskByForm,
} from "./journey/conversation-steps.ts";
import { test } from "./journey/test.ts";

test("a message in the workbench becomes a card in Feishu whose button opens the message", async ({
  newWindow,
  appUrl,
  feishu,
  newCustomer,
}) => {
  const customer = await newCustomer("Avery");
  const [employee] = customer.employees;
  const admin = await newWindow();
  await signInToConsoleByForm(admin, appUrl, customer);
  await addChannel(admin, customer);

  const feishuPage = await newWindow();
  const workbench = await openAppInFeishu(feishuPage, feishu.url, customer);
  await say(workbench, "The database is down since 03:00");

  const desk = await newWindow();
  await signInToDeskByForm(desk, appUrl, customer.tam);
  await openGroup(desk, new RegExp(customer.organizationName));
  await expect(desk.getByRole("log").getByText("The database is down since 03:00")).toBeVisible();
  await say(desk, "Looking at it now");
  await expect(workbench.getByRole("log").getByText("Looking at it now")).toBeVisible();

  await workbench.close();
  await mention(desk, employee?.name ?? "", "please send the system log");

  await feishuPage.getByRole("link", { name: "Messages" }).click();
  await feishuPage.getByRole("link", { name: new RegExp(customer.appName) }).click();
  const card = feishuPage.getByRole("region", { name: new RegExp(customer.appName) });
  await expect(card.getByText("please send the system log")).toBeVisible({ timeout: 30_000 });
  expect(await feishu.inbox(employee?.userId ?? "")).toHaveLength(1);
  await expect(desk.locator("summary").getByText(`Card sent to ${employee?.name}`)).toBeVisible();
  const [opened] = await Promise.all([
    feishuPage.context().waitForEvent("page"),
    card.getByRole("link", { name: /Open chat|打开群聊/ }).click(),
  ]);
  await expect(opened).toHaveURL(/workbench\?.*message=/);
  await expect(opened.getByRole("log").getByText("please send the system log")).toBeInViewport();
});
