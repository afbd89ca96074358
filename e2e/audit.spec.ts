import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { addChannel } from "./journey/console-steps.ts";
import { inspect } from "./journey/screens.ts";
import { signInToConsole, signInToDesk } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import type { Admin } from "./world/customer.ts";

async function anAuditor(admin: Admin) {
  const mark = randomBytes(4).toString("hex");
  const auditor = {
    email: `auditor-${mark}@vendor.example`,
    password: randomBytes(12).toString("base64url"),
    name: `auditor ${mark}`,
  };
  const { email, name, password } = auditor;
  await admin("create-staff", "--email", email, "--name", name, "--password", password, "--role", "auditor");
  return auditor;
}

const acts = (page: Page) => page.getByRole("list", { name: "Acts, the newest first" });

test("who adds a channel reads it in the activity log; an auditor finds it by its request and takes it as a file", async ({
  newWindow,
  newCustomer,
  admin,
  appUrl,
}) => {
  const [customer, auditor] = [await newCustomer("Avery"), await anAuditor(admin)];
  const page = await newWindow();
  await signInToConsole(page, appUrl, customer);
  await addChannel(page, customer);

  await page.getByRole("link", { name: "Support plan" }).click();
  await expect(page.getByRole("heading", { name: "Support plan", level: 1 })).toBeVisible();
  await expect(page.getByText(/^[\d,]+ days?$/)).toBeVisible();
  await expect(
    page.getByText(/After these 14 days the groups of open tickets are read-only too/),
  ).toBeVisible();

  await page.getByRole("link", { name: "Activity log" }).click();
  const added = acts(page).getByRole("listitem").filter({ hasText: "Channel added" });
  await expect(added.getByText(customer.organizationName, { exact: true })).toBeVisible();
  await added.getByText("Channel added").click();
  await expect(added.getByText(customer.appId)).toBeVisible();
  await added.getByRole("button", { name: "Only of this request" }).click();
  await expect(page).toHaveURL(/requestId=/);
  await expect(acts(page).getByRole("listitem")).toHaveCount(1);
  const requestId = new URL(page.url()).searchParams.get("requestId") ?? "";

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, auditor);
  await desk.getByRole("button", { name: "Settings" }).click();
  await desk.getByRole("menuitem", { name: "Audit log" }).click();
  await desk.getByLabel("Request id").fill(requestId);
  await desk.getByRole("button", { name: "Search" }).click();
  await expect(acts(desk).getByRole("listitem")).toHaveCount(1);
  await expect(acts(desk).getByText("Channel added")).toBeVisible();

  const download = desk.waitForEvent("download");
  await desk.getByRole("link", { name: "Export CSV" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(file.trimEnd().split("\r\n")).toHaveLength(2);
  expect(file).toContain(",channel.added,");
  expect(file).toContain(requestId);
  expect(file).not.toContain(customer.appSecret);

  await desk.getByRole("button", { name: "Clear filters" }).click();
  await expect(acts(desk).getByText("Searched the audit log").first()).toBeVisible();
  await desk.getByLabel("Who").fill(auditor.email);
  await desk.getByRole("button", { name: "Search" }).click();
  // The page's first search, by request, and without filters again; this one does not find itself.
  await expect(acts(desk).getByText("Searched the audit log")).toHaveCount(3);
  await expect(acts(desk).getByText("Exported the log")).toHaveCount(1);
});

test("the log and the plan can be read in both languages, on a telephone, in light and dark", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const [customer, auditor] = [await newConnectedCustomer("Avery"), await anAuditor(admin)];
  const open = async (page: Page) =>
    page
      .getByText(/^(Channel added|添加渠道)$/)
      .first()
      .click();
  const page = await newWindow();
  await signInToConsole(page, appUrl, customer);
  await inspect(page, appUrl, {
    name: "activity log",
    path: "/console/activity",
    words: { en: ["Activity log", "Channel added"], "zh-CN": ["操作日志", "添加渠道"] },
    open,
  });
  await inspect(page, appUrl, {
    name: "support plan",
    path: "/console/plan",
    words: { en: ["Support plan", "Stops at once"], "zh-CN": ["支持计划", "立即停止"] },
  });
  const desk = await newWindow();
  await signInToDesk(desk, appUrl, auditor);
  await inspect(desk, appUrl, {
    name: "audit log",
    path: "/desk/audit",
    words: { en: ["Audit log", "Your search is recorded here, too."], "zh-CN": ["审计日志"] },
    open,
  });
});

test("an engineer has no way to the log", async ({ newWindow, newConnectedCustomer, windows, appUrl }) => {
  const customer = await newConnectedCustomer("Avery");
  windows.expectErrors(/404/);
  const page = await newWindow();
  await signInToDesk(page, appUrl, customer.tam);
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByRole("menuitem", { name: "Duty" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Audit log" })).toHaveCount(0);
  const answer = await page.goto(`${appUrl}/desk/audit`);
  expect(answer?.status()).toBe(404);
});
