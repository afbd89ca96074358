import { expect, type Page } from "@playwright/test";
import { composer, openGroup, say } from "./journey/conversation-steps.ts";
import { inspect } from "./journey/screens.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import {
  type Engineer,
  fillTicket,
  makeEngineer,
  openDetails,
  putOnDuty,
  submitTicket,
} from "./journey/ticket-steps.ts";
import type { Admin } from "./world/customer.ts";

const NOTE = "The index is being rebuilt; look at it at 22:00.";

const log = (page: Page) => page.getByRole("log");
const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Hand over my tickets" });

/** Two engineers of one product, the first of them on duty. */
async function aPair(admin: Admin): Promise<[Engineer, Engineer]> {
  const [first, next] = await Promise.all([makeEngineer(admin), makeEngineer(admin)]);
  await admin("set-skills", "--person", next.email, "--product", first.productCode);
  await putOnDuty(admin, first);
  return [first, next];
}

async function openHandOver(desk: Page, appUrl: string): Promise<void> {
  await desk.goto(`${appUrl}/desk/tickets`);
  await desk.getByRole("button", { name: "Hand over", exact: true }).click();
}

/** Opens a ticket from the desk's list of one's own. */
async function openOwnTicket(desk: Page, appUrl: string, name: string): Promise<void> {
  await desk.goto(`${appUrl}/desk/tickets`);
  await desk.getByRole("link", { name }).click();
  await expect(composer(desk)).toBeVisible();
}

test("an engineer ends the shift and hands over with a note: the next one has ticket and note, the customer no note", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const [[engineer, next], customer] = await Promise.all([aPair(admin), newConnectedCustomer("Avery")]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  const workbench = workbenchOf(appUrl, customer);
  await enterThroughFeishu(page, workbench);
  const names: string[] = [];
  for (const title of ["Orders time out", "Backups fail"]) {
    await page.goto(workbench);
    await fillTicket(page, { title, product: engineer.product, description: "Since noon." });
    names.push(await submitTicket(page, title));
  }
  const [orders = "", backups = ""] = names;

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, engineer);
  await openHandOver(desk, appUrl);
  const dialog = dialogOf(desk);
  await expect(dialog.getByRole("checkbox")).toHaveCount(2);
  await dialog.getByRole("checkbox", { name: /Backups fail/ }).uncheck();
  await dialog.getByLabel("What the next one must know").fill(NOTE);
  await dialog.getByRole("button", { name: "Hand over 1 ticket" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nobody who is on duty can take this ticket.");
  await expect(dialog.getByRole("alert")).toContainText("It stays with you.");
  await expect(dialog.getByLabel("What the next one must know")).toHaveValue(NOTE);

  await putOnDuty(admin, next);
  await dialog.getByRole("button", { name: "Hand over 1 ticket" }).click();
  await expect(dialog.getByRole("status")).toContainText("1 ticket is handed over");
  await expect(dialog.getByRole("status")).toContainText(`${next.name} has it now`);
  await expect(dialog.getByRole("checkbox")).toHaveCount(1);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(desk.getByRole("link", { name: backups })).toBeVisible();
  await expect(desk.getByRole("link", { name: orders })).toHaveCount(0);

  const theirs = await newWindow();
  await signInToDesk(theirs, appUrl, next);
  await openOwnTicket(theirs, appUrl, orders);
  await expect(log(theirs).getByText(`${engineer.name} has handed the ticket over.`)).toBeVisible();
  const details = await openDetails(theirs);
  await details.getByRole("button", { name: "Internal notes" }).click();
  await expect(log(theirs).getByText(NOTE)).toBeVisible();

  await openGroup(page, orders);
  await expect(log(page).getByText(`${next.name} is the engineer of this ticket now`)).toBeVisible();
  await expect((await openDetails(page)).getByText(next.name).first()).toBeVisible();
  await expect(page.getByText(NOTE)).toHaveCount(0);
});

test("to a colleague who is named; the hand-over speaks both languages, and everybody can use it", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const [[engineer, next], customer] = await Promise.all([aPair(admin), newConnectedCustomer("Avery")]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, { title: "Slow queries", product: engineer.product, description: "All of them." });
  const name = await submitTicket(page, "Slow queries");

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, engineer);
  await inspect(desk, appUrl, {
    name: "handing over",
    path: "/desk/tickets",
    words: {
      en: [
        "Hand over my tickets",
        "What the next one must know",
        "The customer never sees it",
        "Slow queries",
      ],
      "zh-CN": ["交接我的工单", "接手人需要了解的情况", "客户不会看到", "Slow queries"],
    },
    open: async (opened) => {
      await opened.getByRole("button", { name: /^(Hand over|交接)$/ }).click();
      await expect(opened.getByRole("checkbox", { name: /Slow queries/ })).toBeChecked();
    },
  });
  await desk.getByRole("dialog").getByLabel("交接给").selectOption({ label: next.name });
  await desk.getByRole("dialog").getByLabel("接手人需要了解的情况").fill(NOTE);
  await desk.getByRole("dialog").getByRole("button", { name: "交接 1 个工单" }).click();
  await expect(desk.getByRole("dialog").getByText("您没有负责中的未结工单。")).toBeVisible();
  await expect(desk.getByRole("dialog").getByText(`现由 ${next.name} 负责`)).toBeVisible();

  const theirs = await newWindow();
  await signInToDesk(theirs, appUrl, next);
  await openOwnTicket(theirs, appUrl, name);
  await say(theirs, "I have it now");
  await expect(log(page).getByText("I have it now")).toBeVisible();
});
