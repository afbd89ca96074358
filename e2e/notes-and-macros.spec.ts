import { expect, type Page } from "@playwright/test";
import { composer, openGroup } from "./journey/conversation-steps.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import { fillTicket, makeEngineer, putOnDuty, submitTicket } from "./journey/ticket-steps.ts";

const NOTE = "Suspect the index; do not tell yet.";
const log = (page: Page) => page.getByRole("log");
const note = (page: Page) => page.getByRole("textbox", { name: "Internal note" });
const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name });

async function openTicket(desk: Page, appUrl: string, name: string): Promise<void> {
  await desk.goto(`${appUrl}/desk/tickets?of=member`);
  await desk.getByRole("link", { name }).click();
  await expect(composer(desk)).toBeVisible();
}

test("an engineer notes what the customer never sees, and writes to them with a macro", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const [engineer, customer] = await Promise.all([makeEngineer(admin), newConnectedCustomer("Avery")]);
  await putOnDuty(admin, engineer);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  const answers: string[] = [];
  page.on("response", (response) => {
    // A redirect has no body.
    response.text().then(
      (text) => answers.push(text),
      () => undefined,
    );
  });
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => answers.push(String(payload))),
  );
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, { title: "Orders time out", product: engineer.product, description: "Since noon." });
  const ticket = await submitTicket(page, "Orders time out");

  const [desk, theirs] = [await newWindow(), await newWindow()];
  await signInToDesk(desk, appUrl, engineer);
  await signInToDesk(theirs, appUrl, customer.tam);
  await openTicket(desk, appUrl, ticket);
  await theirs.goto(new URL(desk.url()).href);
  await expect(composer(theirs)).toBeVisible();

  await tab(desk, /Internal notes/).click();
  await expect(desk.getByText("Only the service team sees this.")).toBeVisible();
  await note(desk).fill(NOTE);
  await desk.getByRole("button", { name: "Add note" }).click();
  await expect(log(desk).getByText(NOTE)).toBeVisible();
  await expect(tab(theirs, /Internal notes.*1/)).toBeVisible();
  await tab(theirs, /Internal notes/).click();
  await expect(log(theirs).getByText(NOTE)).toBeVisible();

  await desk.goto(`${appUrl}/desk/macros`);
  await desk.getByRole("button", { name: "New macro" }).click();
  const form = desk.getByRole("dialog", { name: "New macro" });
  await form.getByLabel("Name").fill("Greeting");
  await form.getByLabel("Text").fill("Dear {{requestr}}");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toContainText("line 1, column 6");
  await form
    .getByLabel("Text")
    .fill("Dear {{requester}}, {{engineer}} looks at #{{ticket.number}} until {{next_update}}.");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(desk.getByText("“Greeting” is saved.")).toBeVisible();

  await openTicket(desk, appUrl, ticket);
  await composer(desk).pressSequentially("/");
  const picker = desk.getByRole("dialog", { name: "Insert a macro" });
  await picker.getByRole("combobox").pressSequentially("greet");
  const words = `Dear ${customer.employees[0]?.name}, ${engineer.name} looks at ${/#\d+/.exec(ticket)?.[0]}`;
  await expect(picker.getByRole("region", { name: "Preview" })).toContainText(words);
  await desk.keyboard.press("Enter");
  await expect(composer(desk)).toHaveValue(new RegExp(`^${words}`));
  await composer(desk).press("End");
  await composer(desk).press("Enter");
  await expect(log(page).getByText(words)).toBeVisible();

  await desk.getByRole("button", { name: "Customer", exact: true }).click();
  const card = desk.getByRole("region", { name: "Customer", exact: true });
  await expect(card.getByRole("region", { name: "Support plan" })).toContainText(customer.tam.name);
  await expect(card.getByRole("region", { name: "Feishu channel" })).toContainText("Feishu calls this month");
  await expect(card.getByRole("region", { name: "History" })).toHaveCount(0);
  await theirs.getByRole("button", { name: "Customer", exact: true }).click();
  await expect(theirs.getByRole("region", { name: "History" })).toContainText("1 open ticket");

  await page.reload();
  await openGroup(page, ticket);
  await expect(log(page).getByText(words)).toBeVisible();
  await expect(page.getByText(NOTE)).toHaveCount(0);
  expect(await page.content()).not.toContain(NOTE);
  expect(answers.some((answer) => answer.includes(words))).toBe(true);
  expect(answers.filter((answer) => answer.includes(NOTE))).toEqual([]);
});
