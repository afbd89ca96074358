import { expect, type Locator, type Page } from "@playwright/test";
import { composer, say } from "./journey/conversation-steps.ts";
import { inspect } from "./journey/screens.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

/** The pane with the people of the open group. */
const pane = (page: Page): Locator => page.getByRole("region", { name: "Group Member Management" });
/** Next has an alert of its own for the names of pages. */
const alert = (page: Page, words: string): Locator => page.getByRole("alert").filter({ hasText: words });
const rowOf = (page: Page, name: string): Locator =>
  pane(page).getByRole("listitem").filter({ hasText: name });

async function openMembers(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Group Member Management" }).click();
  await expect(pane(page).getByRole("tab", { selected: true })).toBeVisible();
}

/** Chooses something for a person in the list, and agrees to it. */
async function choose(page: Page, name: string, move: string): Promise<void> {
  await rowOf(page, name)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: move }).click();
  await page.getByRole("dialog").getByRole("button", { name: move, exact: true }).click();
}

test("the people of a group: found, appointed by both sides, removed while typing, and gone", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery", "Blake", "Casey");
  const [avery, blake, casey] = customer.employees.map(({ name }) => name);
  if (!avery || !blake || !casey) throw new Error("three people are needed");
  const desk = await newWindow();
  const pages: Page[] = [];
  // One after the other: the first to come owns the group.
  for (const { userId } of customer.employees) {
    const page = await newWindow({ feishuUser: userId });
    await enterThroughFeishu(page, workbenchOf(appUrl, customer));
    pages.push(page);
  }
  const [owner, colleague, other] = pages;
  if (!owner || !colleague || !other) throw new Error("three windows are needed");

  await Promise.all([
    openMembers(owner),
    openMembers(colleague),
    signInToDesk(desk, appUrl, customer.tam).then(() => openMembers(desk)),
  ]);
  await expect(pane(owner).getByRole("listitem")).toHaveCount(3);
  await expect(rowOf(owner, avery)).toContainText("Owner");
  await expect(rowOf(owner, blake)).toContainText(/Last signed in \w+ \d+, \d{4}/);
  await pane(owner).getByLabel("Search by name").fill("blak");
  await expect(pane(owner).getByRole("listitem")).toHaveCount(1);
  await expect(pane(owner).getByText("1 person found")).toBeVisible();
  // Members manage nobody, themselves aside.
  await expect(colleague.getByRole("button", { name: /^Actions for/ })).toHaveCount(1);

  await choose(owner, blake, "Make owner");
  await expect(rowOf(owner, blake)).toContainText("Owner");
  await expect(rowOf(colleague, blake)).toContainText("Owner");
  await expect(colleague.getByRole("button", { name: /^Actions for/ })).toHaveCount(3);
  await pane(owner)
    .getByRole("tab", { name: /Service team/ })
    .click();
  await expect(rowOf(owner, customer.tam.name)).toContainText("TAM");
  await expect(pane(owner).getByRole("button", { name: /^Actions for/ })).toHaveCount(0);

  await choose(desk, casey, "Make owner");
  await expect(rowOf(colleague, casey)).toContainText("Owner");
  // Of the customer's people the service team removes nobody, and takes the role from nobody.
  await expect(desk.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);

  await composer(other).fill("I was about to say that");
  await choose(colleague, casey, "Remove");
  await expect(rowOf(colleague, casey)).toHaveCount(0);
  await expect(alert(other, `You were removed from ${customer.organizationName}`)).toBeVisible();
  await expect(other.getByRole("textbox", { name: "What you had written" })).toHaveValue(
    "I was about to say that",
  );
  await expect(other.getByRole("button", { name: "Copy what you had written" })).toBeVisible();
  await expect(other.getByRole("navigation").getByRole("link")).toHaveCount(0);
  await expect(composer(other)).toHaveCount(0);
  await say(owner, "only we two read this");
  await other.reload();
  await expect(other.getByText("This conversation is not here")).toBeVisible();
  await expect(other.getByRole("textbox", { name: "What you had written" })).toBeVisible();

  await choose(colleague, blake, "Leave group");
  await expect(alert(colleague, "You left")).toBeVisible();
  await pane(owner)
    .getByRole("tab", { name: /My organization/ })
    .click();
  await expect(pane(owner).getByRole("listitem")).toHaveCount(1);
  await rowOf(owner, avery)
    .getByRole("button", { name: `Actions for ${avery}` })
    .click();
  await owner.getByRole("menuitem", { name: "Leave group" }).click();
  const refusal = owner.getByRole("dialog");
  await expect(refusal).toContainText("Appoint another owner first.");
  await expect(refusal.getByRole("button", { name: "Leave group" })).toHaveCount(0);

  const group = new URL(owner.url()).searchParams.get("group") ?? "";
  await inspect(owner, appUrl, {
    name: "members",
    path: `/feishu/${customer.appId}/workbench?group=${group}&pane=members`,
    words: {
      en: ["Group Member Management", "My organization (1)", "Search by name", "Owner"],
      "zh-CN": ["群成员管理", "本企业（1）", "按姓名搜索", "群主"],
    },
  });
});
