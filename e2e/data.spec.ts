import { createHash } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { openZip } from "../lib/testing/open-zip.ts";
import { say } from "./journey/conversation-steps.ts";
import { inspect } from "./journey/screens.ts";
import { enterThroughFeishu, signInToConsole, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

const jobs = (page: Page): Locator => page.getByRole("list", { name: "Exports and deletions" });

type Manifest = { tables: { path: string; sha256: string; rows: number; model: string }[] };

/** Exports the account, follows the work to its end and opens what is downloaded: each file is what the manifest says. */
async function exportOf(page: Page): Promise<(path: string) => string> {
  await page.getByRole("button", { name: "Export the account" }).click();
  const newest = jobs(page).getByRole("listitem").first();
  await expect(newest).toContainText("Export of the account");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    newest.getByRole("link", { name: /^Download \(/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^account-export-\d{4}-\d\d-\d\d\.zip$/);
  const { entries, text } = await openZip(await download.path());
  const { tables } = JSON.parse(text("manifest.json")) as Manifest;
  for (const { path, sha256, rows } of tables) {
    const bytes = entries.get(path) ?? Buffer.alloc(0);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
    expect(JSON.parse(text(path))).toHaveLength(rows);
  }
  return text;
}

test("an account is exported, and a person deleted: cut off at once, and without a name for colleagues", async ({
  newWindow,
  newConnectedCustomer,
  windows,
  appUrl,
}) => {
  windows.expectErrors(/status of 401/);
  const customer = await newConnectedCustomer("Avery", "Quillon");
  const [avery, quillon] = customer.employees;
  if (!avery || !quillon) throw new Error("two people are needed");
  const [colleague, leaver] = [
    await newWindow({ feishuUser: avery.userId }),
    await newWindow({ feishuUser: quillon.userId }),
  ];
  await enterThroughFeishu(colleague, workbenchOf(appUrl, customer));
  await enterThroughFeishu(leaver, workbenchOf(appUrl, customer));
  await say(leaver, "the cluster is back");
  await say(colleague, `thank you ${quillon.name}`);
  await expect(colleague.getByRole("log")).toContainText(quillon.name);

  const page = await newWindow();
  await signInToConsole(page, appUrl, customer);
  await page.getByRole("link", { name: "Data", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Data", level: 1 })).toBeVisible();
  const before = await exportOf(page);
  expect(before("person.json")).toContain(quillon.name);
  expect(before("message.json")).toContain("the cluster is back");

  await page.getByRole("searchbox", { name: "Name" }).fill(quillon.name.slice(0, 7));
  await page.getByRole("button", { name: `Delete the data of ${quillon.name}` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Delete the data" })).toBeDisabled();
  await dialog.getByRole("textbox").fill(quillon.name);
  await dialog.getByRole("button", { name: "Delete the data" }).click();

  // Cut off: the open page hears nothing more, and its requests are refused.
  await expect(leaver.getByText("Your session has ended.")).toBeVisible();
  await expect(jobs(page)).toContainText("Deletion of a person’s data: Deleted person");
  await expect(jobs(page).getByRole("listitem").first()).toContainText("1 place to review");
  // The colleague's open page knows them no more; what was written stays, in others' words, too.
  const log = colleague.getByRole("log");
  await expect(log).toContainText("Deleted person");
  await expect(log).toContainText("the cluster is back");
  await expect(log.getByText(quillon.name)).toHaveCount(1);

  await page.getByRole("button", { name: /^Mark as reviewed: A message/ }).click();
  await expect(jobs(page)).toContainText("All places reviewed");
  // The export from before can no longer be had; a new one knows no such person.
  await expect(jobs(page)).toContainText("Can no longer be downloaded");
  const after = await exportOf(page);
  expect(after("person.json")).not.toContain(quillon.name);
  await inspect(page, appUrl, {
    name: "data",
    path: "/console/data",
    words: { en: ["Export", "Delete a person’s data"], "zh-CN": ["导出", "删除个人数据"] },
  });
});
