import { expect, type Page } from "@playwright/test";
import { Client } from "pg";
import { approve, composer, say } from "./journey/conversation-steps.ts";
import { inspect } from "./journey/screens.ts";
import { enterThroughFeishu, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

const pane = (page: Page) => page.getByRole("region", { name: "Group Member Management" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Add people" });

/** Changes rows as time, or a setting of the desk, would. */
async function inRows(databaseUrl: string, sql: string, value: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql, [value]);
  } finally {
    await client.end();
  }
}

async function openDialog(page: Page): Promise<void> {
  await pane(page).getByRole("button", { name: "Add people" }).click();
  await expect(dialog(page)).toBeVisible();
}

/** Makes a link in the open dialog; answers it. */
async function makeLink(page: Page, limit = ""): Promise<string> {
  const another = dialog(page).getByRole("button", { name: "Create another link" });
  if (await another.isVisible()) await another.click();
  await dialog(page).getByLabel("At most so many people").fill(limit);
  await dialog(page).getByRole("button", { name: "Create link" }).click();
  const link = dialog(page).getByLabel("Invitation link", { exact: true });
  await expect(link).toHaveValue(/inviteToGroup\?token=/);
  return link.inputValue();
}

const says = (page: Page, title: string) => expect(page.getByRole("heading", { name: title })).toBeVisible();

test("a colleague joins by a link, and every link that leads nowhere says why", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
  databaseUrl,
}) => {
  const [customer, other] = await Promise.all([
    newConnectedCustomer("Avery", "Blake", "Casey"),
    newConnectedCustomer("Olga"),
  ]);
  const [, blakeInFeishu, caseyInFeishu] = customer.employees;
  const windowOf = (who: { userId: string } | undefined) => newWindow({ feishuUser: who?.userId });
  const avery = await windowOf(customer.employees[0]);
  await enterThroughFeishu(avery, workbenchOf(appUrl, customer));
  await inRows(databaseUrl, "UPDATE channel SET main_group_entry = 'link' WHERE app_id = $1", customer.appId);
  await avery.getByRole("button", { name: "Group Member Management" }).click();
  await openDialog(avery);
  await expect(dialog(avery).getByText("availability range")).toBeVisible();
  const link = await makeLink(avery, "1");
  await expect(
    dialog(avery)
      .getByText(/Valid until .+ GMT\+8/)
      .first(),
  ).toBeVisible();
  await expect(
    dialog(avery)
      .getByText(/23:5\d:\d\d left/)
      .first(),
  ).toBeVisible();

  // Signing in alone does not make Blake a member here: the link does, and leads into the group.
  const blake = await windowOf(blakeInFeishu);
  await blake.goto(link);
  await expect(blake).toHaveURL(/authorize|stamp=/);
  await approve(blake);
  await expect(composer(blake)).toBeVisible();
  await expect(blake).toHaveURL(/\/workbench\?group=/);
  await expect(dialog(avery).getByText("1 of 1 have come by it")).toBeVisible();
  await say(blake, "Thanks for the invitation");
  await expect(avery.getByRole("log").getByText("Thanks for the invitation")).toBeAttached();
  await blake.goto(link);
  await expect(composer(blake)).toBeVisible();

  const casey = await windowOf(caseyInFeishu);
  await casey.goto(link);
  await approve(casey);
  await says(casey, "This invitation is used up");
  const expired = await makeLink(avery);
  await inRows(
    databaseUrl,
    `UPDATE invitation SET expires_at = now() - interval '11 minutes' WHERE group_id = $1 AND max_uses IS NULL`,
    new URL(avery.url()).searchParams.get("group") ?? "",
  );
  await casey.goto(expired);
  await says(casey, "This invitation has expired");
  const revoked = await makeLink(avery);
  await expect(dialog(avery).getByText("Expired", { exact: true })).toBeVisible();
  const row = dialog(avery).getByRole("listitem").filter({ hasText: "Valid until" });
  await row.getByRole("button", { name: /^Revoke the link/ }).click();
  await row.getByRole("button", { name: "Revoke now" }).click();
  await expect(dialog(avery).getByText("Revoked", { exact: true })).toBeVisible();
  await casey.goto(revoked);
  await says(casey, "This invitation was withdrawn");

  const fresh = await makeLink(avery);
  const withoutScripts = await newWindow({
    javaScriptEnabled: false,
    storageState: await casey.context().storageState(),
  });
  await withoutScripts.goto(fresh);
  await withoutScripts.getByRole("button", { name: "Join the group" }).click();
  await expect(withoutScripts).toHaveURL(/\/workbench\?group=/);

  const olga = await windowOf(other.employees[0]);
  await enterThroughFeishu(olga, workbenchOf(appUrl, other));
  await olga.goto(fresh.replace(customer.appId, other.appId));
  await says(olga, "This is not a valid invitation");
  await expect(olga.getByText(customer.organizationName)).toHaveCount(0);

  // Removed: a link alone does not bring Blake back, Avery's answer does.
  await dialog(avery).getByRole("button", { name: "Close" }).click();
  const blakesRow = pane(avery)
    .getByRole("listitem")
    .filter({ hasText: blakeInFeishu?.name ?? "" });
  await blakesRow.getByRole("button").click();
  await avery.getByRole("menuitem", { name: "Remove" }).click();
  await avery.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(blakesRow).toBeHidden();
  await blake.goto(fresh);
  await says(blake, "Your request is waiting");
  await expect(
    avery.getByRole("log").getByText(`${blakeInFeishu?.name} was removed from this group, opened`),
  ).toBeVisible();
  await openDialog(avery);
  await dialog(avery)
    .getByRole("button", { name: `Approve ${blakeInFeishu?.name}` })
    .click();
  await expect(dialog(avery).getByText("Ask to come back")).toBeHidden();
  await blake.goto(fresh);
  await expect(composer(blake)).toBeVisible();

  await inspect(olga, appUrl, {
    name: "a link that is none",
    path: new URL(olga.url()).pathname,
    words: { en: ["This is not a valid invitation"], "zh-CN": ["这不是有效的邀请"] },
  });
  await inspect(avery, appUrl, {
    name: "Add people",
    path: avery.url().slice(appUrl.length),
    words: { en: ["Create link", "Used up"], "zh-CN": ["创建链接", "已用完"] },
    open: (page) => page.getByRole("button", { name: /^(Add people|添加成员)$/ }).click(),
  });
});
