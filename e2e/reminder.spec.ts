import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { openGroup, say } from "./journey/conversation-steps.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
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

test("a reminder pressed without a connection survives a reload, and is not sent if it was answered meanwhile", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
  databaseUrl,
  windows,
}) => {
  windows.expectErrors(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  const time = new Time(databaseUrl);
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  const ticket = { product: engineer.product, severity: "S2", description: "Every second one." };
  const late = (number: number) => page.getByRole("status").filter({ hasText: `ticket #${number}, pressed` });
  /** Presses without a connection, and leaves the page; what is done while it is gone; and is back. */
  async function pressAndLeave(number: number, meanwhile: () => Promise<unknown>): Promise<void> {
    await time.anHourSinceCreation(number);
    await page.reload();
    await page.route("**/reminders", (route) => route.abort("internetdisconnected"));
    await press(page);
    await expect(dialog(page).getByText("There is no connection.")).toBeVisible();
    await page.evaluate(tenMinutesEarlier);
    await page.goto("about:blank");
    await page.unroute("**/reminders");
    await meanwhile();
    await page.goBack();
  }

  await fillTicket(page, { ...ticket, title: "Orders time out" });
  const first = numberOf(await submitTicket(page, "Orders time out"));
  await pressAndLeave(first, () => Promise.resolve());
  await expect(late(first).getByText("Your reminder was sent.")).toBeVisible();
  await late(first).getByRole("button", { name: "Close" }).click();
  await expect(late(first)).toBeHidden();

  await openGroup(page, customer.organizationName);
  await fillTicket(page, { ...ticket, title: "Invoices are late" });
  const second = await submitTicket(page, "Invoices are late");
  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await openGroup(desk, second);
  await pressAndLeave(numberOf(second), () => say(desk, "We are on it"));
  await expect(late(numberOf(second)).getByText(/Nothing was sent: the service team answered/)).toBeVisible();
  await expect(log(page).getByText("asks to hurry")).toHaveCount(0);
});

for (const minutes of [20, -20])
  test(`on a device whose clock is wrong by ${minutes} minutes, countdowns are the server's`, async ({
    newWindow,
    newConnectedCustomer,
    admin,
    appUrl,
  }) => {
    const engineer = await makeEngineer(admin);
    const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
    const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
    await page.addInitScript(putClockAhead, minutes * 60_000);
    await enterThroughFeishu(page, workbenchOf(appUrl, customer));
    const ticket = { title: "Orders time out", product: engineer.product, description: "Every second one." };
    await fillTicket(page, { ...ticket, severity: "S2" });
    await submitTicket(page, "Orders time out");
    await expect(page.getByText(/^First response in (29|28):\d\d$/)).toBeVisible();
    await press(page);
    await expect(dialog(page).getByText(/A reminder is possible in 1[34]:\d\d/)).toBeVisible();
  });

/** Runs in the page: whoever pressed did so ten minutes before. */
function tenMinutesEarlier(): void {
  for (const key of Object.keys(localStorage))
    if (key.startsWith("ailink.reminder:")) {
      const kept = JSON.parse(localStorage.getItem(key) ?? "") as { pressedAt: string };
      const pressedAt = new Date(Date.parse(kept.pressedAt) - 10 * 60_000).toISOString();
      localStorage.setItem(key, JSON.stringify({ ...kept, pressedAt }));
    }
}

/** Runs in the page before it does anything: its clock is wrong. */
function putClockAhead(milliseconds: number): void {
  const Right = Date;
  // The page's own parsing and formatting stay as they are: only what "now" is differs.
  window.Date = new Proxy(Right, {
    construct: (_target, given: unknown[]) =>
      given.length === 0 ? new Right(Right.now() + milliseconds) : (Reflect.construct(Right, given) as Date),
    get: (target, name) =>
      name === "now" ? () => Right.now() + milliseconds : (Reflect.get(target, name) as unknown),
  });
}
