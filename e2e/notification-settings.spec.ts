import { expect } from "@playwright/test";
import { mention, openAppInFeishu, openGroup } from "./journey/conversation-steps.ts";
import { signInToDesk } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

test("an employee turns cards off, and who mentions them sees it and what to do", async ({
  newWindow,
  appUrl,
  feishu,
  newConnectedCustomer,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const [employee] = customer.employees;
  const workbench = await openAppInFeishu(await newWindow(), feishu.url, customer);
  await workbench.getByRole("button", { name: "Settings" }).click();
  await workbench.getByRole("menuitem", { name: "Notifications" }).click();
  const dialog = workbench.getByRole("dialog", { name: "Notifications" });
  await dialog.getByRole("checkbox", { name: "Not at certain times" }).check();
  await expect(dialog.getByLabel("Time zone")).not.toHaveValue("");
  await dialog.getByRole("checkbox", { name: "Send me cards in Feishu" }).uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await workbench.close();

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await openGroup(desk, new RegExp(customer.organizationName));
  await mention(desk, employee?.name ?? "", "please send the log");

  await desk.getByText("wants no cards in Feishu").first().click({ timeout: 30_000 });
  await expect(desk.getByText("They have turned cards off in the workbench")).toBeVisible();
  expect(await feishu.inbox(employee?.userId ?? "")).toHaveLength(0);
});
