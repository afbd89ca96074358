import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import {
  enterThroughFeishu,
  openGroup,
  say,
  signInToDesk,
  workbenchOf,
} from "./journey/conversation-steps.ts";
import { test } from "./journey/test.ts";
import { fillTicket, makeEngineer, putOnDuty, submitTicket } from "./journey/ticket-steps.ts";
import { numberOf, Time } from "./journey/time.ts";

const log = (page: Page) => page.getByRole("log");
const dialog = (page: Page) => page.getByRole("dialog", { name: "Reminder" });

async function press(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Reminder" }).first().click();
  await expect(dialog(page)).toBeVisible();
}

async function close(page: Page): Promise<void> {
  await dialog(page).getByRole("button", { name: "Close" }).first().click();
  await expect(dialog(page)).toBeHidden();
}

test("a reminder climbs from the engineer to the manager until somebody answers", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
  databaseUrl,
}) => {
  const time = new Time(databaseUrl);
  const engineer = await makeEngineer(admin);
  const mark = randomBytes(4).toString("hex");
  const manager = { email: `manager-${mark}@vendor.example`, name: `Manager ${mark}` };
  await admin("create-staff", "--email", manager.email, "--name", manager.name, "--role", "manager");
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, {
    title: "Orders time out",
    product: engineer.product,
    severity: "S2",
    description: "Every second one.",
  });
  const name = await submitTicket(page, "Orders time out");

  await press(page);
  await expect(dialog(page).getByText(/A reminder is possible in/)).toBeVisible();
  await close(page);
  await time.anHourSinceCreation(numberOf(name));
  await page.reload();

  await press(page);
  await expect(dialog(page).getByText("Your reminder was sent.")).toBeVisible();
  await expect(dialog(page).getByText(engineer.name)).toBeVisible();
  await expect(dialog(page).getByText(/The next reminder is possible in/)).toBeVisible();
  await close(page);
  await expect(log(page).getByText(`asks to hurry. ${engineer.name} was told`)).toBeVisible();

  const told = (person: string) =>
    log(page).getByText(`Nobody has answered the reminder. ${person} was told`);
  for (const person of [customer.tam.name, manager.name])
    await expect(async () => {
      await time.nextRung(numberOf(name));
      await expect(told(person)).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 60_000 });

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await openGroup(desk, name);
  await say(desk, "I have called the engineer");
  await expect(log(page).getByText("The reminder was answered")).toBeVisible();
});
