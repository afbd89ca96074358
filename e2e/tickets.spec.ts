import { expect, type Page } from "@playwright/test";
import { composer, openGroup, say } from "./journey/conversation-steps.ts";
import { inspect } from "./journey/screens.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import {
  fillTicket,
  makeEngineer,
  openDetails,
  putOnDuty,
  startShiftIn,
  submitTicket,
  ticketForm,
} from "./journey/ticket-steps.ts";

const PHONE = { width: 390, height: 844 };
const log = (page: Page) => page.getByRole("log");

/** The words of a ticket's state in its header. */
const stateOf = (page: Page, words: string) =>
  page.getByRole("main").getByText(words, { exact: true }).first();

test("a ticket from its creation to the rating, and open again", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));

  await fillTicket(page, {
    title: "Orders time out",
    product: engineer.product,
    severity: "S2",
    description: "Since noon **every second** order times out.",
  });
  const name = await submitTicket(page, "Orders time out");
  await expect(page.getByText(`is created. ${engineer.name} is your engineer.`)).toBeVisible();
  await expect(page.getByText("S2 Business impaired").first()).toBeVisible();
  await expect(page.getByText(/^First response in \d+:\d\d$/)).toBeVisible();
  await expect(log(page).getByText("every second")).toBeVisible();
  const row = page.getByRole("navigation").getByRole("link", { name });
  await expect(row).toContainText("S2 Business impaired");

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, engineer);
  await openGroup(desk, name);
  await say(desk, "I am looking into it");
  await expect(log(page).getByText("I am looking into it")).toBeVisible();
  await expect(stateOf(page, "in progress")).toBeVisible();
  await expect(page.getByText(/^Next update in/)).toBeVisible();
  await say(page, "thank you");
  await expect(log(desk).getByText("thank you")).toBeVisible();

  const atDesk = await openDetails(desk);
  await expect(atDesk.getByText("First response").locator("..")).toContainText("met");
  await atDesk.getByRole("button", { name: "Resolve" }).click();
  await expect(stateOf(page, "resolved")).toBeVisible();
  await page.getByRole("radio", { name: "4 stars" }).check({ force: true });
  await page.getByLabel("Comment (optional)").fill("fast");
  await page.getByRole("button", { name: "Send", exact: true }).first().click();
  await expect(page.getByText("Thank you for the rating.")).toBeVisible();
  await expect(log(desk).getByText(/rated the service: 4 of 5/)).toBeVisible();

  const details = await openDetails(page);
  await details.getByRole("button", { name: "Reopen" }).click();
  const question = page.getByRole("dialog", { name: "Reopen" });
  await question.getByLabel("Reason").fill("it times out again");
  await question.getByRole("button", { name: "Reopen" }).click();
  await expect(question).toBeHidden();
  await expect(details.getByText("it times out again")).toBeVisible();
  await expect(stateOf(page, "assigned")).toBeVisible();
  await expect(log(desk).getByText(/The ticket is open again/)).toBeVisible();
});

test("on a telephone the form refuses what is missing and loses nothing, not by a reload either", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await page.setViewportSize(PHONE);
  await page.getByRole("button", { name: "Create Ticket", exact: true }).click();
  const form = ticketForm(page);
  await form.getByLabel("Title").fill("Backups fail");
  await form.getByLabel("Instance or resource ids").fill("i-1\ni-2");
  await form
    .locator('input[type="file"]')
    .setInputFiles({ name: "backup.log", mimeType: "text/plain", buffer: Buffer.from("no space left") });
  await expect(form.getByRole("button", { name: /^Remove .*backup\.log/ })).toBeVisible();
  await form.getByRole("button", { name: "Submit ticket" }).click();
  await expect(form.getByText("Choose the product it is about.")).toBeVisible();
  await expect(form.getByText("Say how severe it is.")).toBeVisible();
  await expect(form.getByText("Describe what happens.")).toBeVisible();
  await expect(form.getByLabel("Product")).toBeFocused();
  await expect(form.getByLabel("Title")).toHaveValue("Backups fail");

  await page.reload();
  await expect(form.getByLabel("Title")).toHaveValue("Backups fail");
  await expect(form.getByLabel("Instance or resource ids")).toHaveValue("i-1\ni-2");
  await fillTicket(page, {
    title: "Backups fail",
    product: engineer.product,
    severity: "S1",
    description: "All of them.",
  });
  await form.getByLabel("When it began").fill("2999-01-01T00:00");
  await form.getByRole("button", { name: "Submit ticket" }).click();
  await expect(form.getByText("It cannot have begun in the future.")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Description" })).toHaveValue("All of them.");
  await form.getByLabel("When it began").fill("2026-01-01T00:00");
  await submitTicket(page, "Backups fail");
  await expect(form).toBeHidden();
  await expect(page.getByText(/Declare Emergency now/)).toBeVisible();
  await expect(composer(page)).toBeVisible();
  await expect(log(page).getByRole("link", { name: /backup\.log/ })).toBeVisible();
});

test("of two who assign a ticket at once one wins, and the other is told who", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const [engineer, colleague] = [await makeEngineer(admin), await makeEngineer(admin)];
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, { title: "Whose is it", product: engineer.product, description: "Yours or mine?" });
  const name = await submitTicket(page, "Whose is it");

  const desks = [];
  for (const staff of [customer.tam, engineer]) {
    const desk = await newWindow();
    await signInToDesk(desk, appUrl, staff);
    await openGroup(desk, name);
    const details = await openDetails(desk);
    await details.getByRole("button", { name: "Transfer" }).click();
    const question = desk.getByRole("dialog", { name: "Transfer" });
    await question.getByRole("radio", { name: colleague.name }).check();
    desks.push({ details, question });
  }
  const [winner, loser] = desks;
  if (!winner || !loser) throw new Error("there are two");
  await winner.question.getByRole("button", { name: "Transfer" }).click();
  await expect(winner.question).toBeHidden();
  await expect(loser.details).toContainText(`${colleague.name} is the engineer of this ticket`);
  await loser.question.getByRole("button", { name: "Transfer" }).click();
  await expect(loser.question.getByText(`${customer.tam.name} has just changed this ticket.`)).toBeVisible();
});

test("nobody on duty: the ticket says when the next shift starts, and then it has an engineer", async ({
  newWindow,
  newConnectedCustomer,
  databaseUrl,
  admin,
  appUrl,
}) => {
  const [customer, engineer] = await Promise.all([newConnectedCustomer("Avery"), makeEngineer(admin)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, { title: "Disk is full", product: engineer.product, description: "No space left." });
  await startShiftIn(databaseUrl, engineer, 12);
  await submitTicket(page, "Disk is full");
  await expect(page.getByText(/It is waiting for duty: the next shift starts/)).toBeVisible();
  await expect(page.getByText("waiting for duty", { exact: true })).toBeVisible();
  await expect(log(page).getByText(`${engineer.name} is the engineer of this ticket`)).toBeVisible({
    timeout: 60_000,
  });
  await expect(stateOf(page, "assigned")).toBeVisible();
});

test("submitting again after a time-out gives the same ticket", async ({
  newWindow,
  windows,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  windows.expectErrors(/net::ERR_FAILED/);
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, { title: "Only once", product: engineer.product, description: "Really." });
  // The server does it, and the answer is lost.
  await page.route("**/workbench*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await ticketForm(page).getByRole("button", { name: "Submit ticket" }).click();
  await expect(page.getByText("The server could not be reached.")).toBeVisible();
  await page.unroute("**/workbench*");
  const name = await submitTicket(page, "Only once");
  await expect(page.getByRole("navigation").getByRole("link", { name: "Only once" })).toHaveCount(1);
  await expect(page.getByRole("navigation").getByRole("link", { name })).toBeVisible();
});

test("a ticket is started from messages, and similar ones are offered while its title is typed", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  for (const text of ["the queue grows", "and grows", "lunch?"]) await say(page, text);
  const message = log(page).getByRole("article").filter({ hasText: "the queue grows" });
  await message.hover();
  await message.getByRole("button", { name: "Create ticket from messages" }).click();
  await log(page)
    .getByRole("checkbox", { name: /and grows/ })
    .check();
  await expect(page.getByText("2 of 20 messages selected")).toBeVisible();
  await page.getByRole("button", { name: "Create Ticket" }).last().click();
  const form = ticketForm(page);
  const description = form.getByRole("textbox", { name: "Description" });
  await expect(description).toHaveValue(
    /\*\*Avery \w+\*\* .*\n> the queue grows\n\n\*\*Avery \w+\*\* .*\n> and grows$/,
  );
  await form.getByLabel("Title").fill("Message queue grows without end");
  await form.getByLabel("Product").selectOption(engineer.product);
  await form.getByRole("radio", { name: /S4/ }).check();
  await submitTicket(page, "Message queue grows without end");

  await openGroup(page, customer.organizationName);
  await page.getByRole("button", { name: "Create Ticket", exact: true }).click();
  await expect(form.getByLabel("Title")).toHaveValue("");
  await form.getByLabel("Title").fill("message queue grows");
  await form.getByRole("button", { name: /Message queue grows without end/ }).click();
  await expect(
    page.getByRole("heading", { level: 2, name: /Message queue grows without end/ }),
  ).toBeVisible();
});

test("form, details and desk of a ticket speak both languages, and everybody can use them", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  const main = new URL(page.url());
  await fillTicket(page, { title: "Look at me", product: engineer.product, description: "`code`" });
  await submitTicket(page, "Look at me");
  const ticket = new URL(page.url());
  await test.step("create ticket", () =>
    inspect(page, appUrl, {
      name: "create ticket",
      path: `${main.pathname}${main.search}&pane=create-ticket`,
      words: {
        en: ["Create Ticket", "S1 Business down", "First response: 10 min, 24×7", "Submit ticket"],
        "zh-CN": ["创建工单", "S1 业务中断", "首次响应：10 分钟，7×24 小时", "提交工单"],
      },
    }));
  const details = {
    en: ["Ticket details", "What is promised", "Timeline", "Change severity"],
    "zh-CN": ["工单详情", "服务承诺", "时间线", "变更级别"],
  };
  await test.step("ticket details", () =>
    inspect(page, appUrl, {
      name: "ticket details",
      path: `${ticket.pathname}${ticket.search}&pane=ticket`,
      words: details,
    }));

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, engineer);
  await expect(composer(desk)).toBeVisible();
  await openGroup(desk, /Look at me/);
  await test.step("ticket at the desk", () =>
    inspect(desk, appUrl, {
      name: "ticket at the desk",
      path: `/desk${ticket.search}&pane=ticket`,
      words: { en: [...details.en, "Transfer"], "zh-CN": [...details["zh-CN"], "转交"] },
    }));
});
