import { expect } from "@playwright/test";
import { fillCredentials } from "./journey/console-steps.ts";
import { inspect } from "./journey/screens.ts";
import { signInToConsole, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

test("a red row shows the character that is wrong, and is green again once it is mended in Feishu", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
  feishu,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const { apps } = await feishu.state();
  const right = apps.find(({ appId }) => appId === customer.appId)?.redirectUrls ?? [];
  const page = await newWindow();
  await signInToConsole(page, appUrl, customer);
  await page.getByRole("link", { name: "Channel Management" }).first().click();
  await page.getByRole("link", { name: "Self-check" }).click();
  await expect(page.getByText("Nothing to repair")).toBeVisible();
  const path = new URL(page.url()).pathname;

  await feishu.changeApp(customer.appId, {
    redirectUrls: right.map((url) => (url.endsWith("/workbench") ? `${url}/` : url)),
  });
  await page.getByRole("button", { name: "Re-check everything" }).click();
  const row = page.getByRole("listitem", { name: "Redirect URLs" });
  await expect(row).toContainText("To be repaired");
  await expect(row).toContainText("1 of five are missing or not exactly right");
  await expect(row.locator("mark")).toHaveText(["/"]);
  await expect(row.getByRole("link", { name: /^Open the page in Feishu/ })).toHaveAttribute(
    "href",
    new RegExp(`/app/${customer.appId}/safe$`),
  );
  await inspect(page, appUrl, {
    name: "self-check",
    path,
    words: { en: ["To be repaired", "Last runs"], "zh-CN": ["需修复", "最近检查记录"] },
  });

  await page.context().clearCookies({ name: "ailink.locale" });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  await feishu.changeApp(customer.appId, { redirectUrls: right });
  await row.getByRole("button", { name: "Re-check: Redirect URLs" }).click();
  await expect(row).toContainText("All five are there.");
  await page.getByRole("button", { name: "Check from this browser" }).click();
  await expect(page.getByText("It connects.")).toBeVisible();
  await expect(page.getByText("It loads.")).toBeVisible();
});

test("an app that is not released is saved, its people are told to wait, and it goes live by itself", async ({
  newWindow,
  newCustomer,
  appUrl,
  feishu,
}) => {
  test.setTimeout(150_000);
  const customer = await newCustomer("Avery");
  await feishu.unpublish(customer.appId);
  const page = await newWindow();
  await signInToConsole(page, appUrl, customer);
  await page.goto(`${appUrl}/console/channels/add/feishu`);
  await fillCredentials(page, customer);
  await page.getByRole("button", { name: "Add Channel" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /no published version/ })).toBeVisible();
  await page.getByRole("button", { name: "Save it now and let us watch until it is live" }).click();
  await expect(page.getByText("Saved, not live yet")).toBeVisible();

  const theirs = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await theirs.goto(workbenchOf(appUrl, customer));
  await expect(theirs.getByText("This app is not ready yet")).toBeVisible();

  await feishu.publishVersion(customer.appId);
  await page.goto(`${appUrl}/console/channels`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Active", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000, intervals: [2_000] });
  await theirs.reload();
  await expect(theirs.getByText("This app is not ready yet")).toHaveCount(0);
});
