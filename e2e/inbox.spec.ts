import { expect, type Page } from "@playwright/test";
import { composer, openGroup, say } from "./journey/conversation-steps.ts";
import { closeNote, declare, prepareEmergency } from "./journey/emergency-steps.ts";
import { inspect } from "./journey/screens.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import { fillTicket, makeEngineer, putOnDuty, submitTicket } from "./journey/ticket-steps.ts";
import { numberOf } from "./journey/time.ts";

const rows = (page: Page) => page.getByRole("navigation").getByRole("link");
const palette = (page: Page) => page.getByRole("dialog", { name: "Command palette" });

/** The names of the rows from the top. */
const firstRow = (page: Page) => rows(page).first();

test("what burns is on top, and the keyboard and the palette lead to everything", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const avery = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(avery, workbenchOf(appUrl, customer));
  const names: string[] = [];
  for (const title of ["Reports are late", "Orders are down", "A question"]) {
    await openGroup(avery, customer.organizationName);
    await fillTicket(avery, {
      title,
      product: engineer.product,
      severity: "S4",
      description: "Please have a look.",
    });
    names.push(await submitTicket(avery, title));
  }
  const [late = "", down = "", question = ""] = names;

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, engineer);
  await expect(rows(desk)).toHaveCount(3);
  await openGroup(desk, question);
  await desk.getByRole("region", { name: question }).getByRole("log").click();

  // J and K move, and never write; what is typed moves nothing.
  await desk.keyboard.press("j");
  await expect(rows(desk).and(desk.locator(":focus"))).toHaveCount(1);
  const second = await desk.locator(":focus").textContent();
  await desk.keyboard.press("k");
  await expect(desk.locator(":focus")).not.toHaveText(second ?? "");
  await composer(desk).fill("jk?ra");
  await composer(desk).press("j");
  await expect(composer(desk)).toHaveValue("jk?raj");
  await composer(desk).fill("");

  // An emergency comes to the top while the reader is elsewhere, and the keyboard stays with its row.
  await rows(desk).filter({ hasText: "Reports are late" }).focus();
  await openGroup(avery, down);
  await prepareEmergency(avery, /business unavailable/i, "Every order fails");
  await declare(avery);
  await closeNote(avery);
  await expect(firstRow(desk)).toContainText("Orders are down");
  await expect(desk.locator(":focus")).toContainText("Reports are late");

  // R opens what is chosen and is ready to answer.
  await desk.keyboard.press("r");
  await expect(desk.getByRole("heading", { level: 2, name: late })).toBeVisible();
  await expect(composer(desk)).toBeFocused();
  await say(desk, "I am looking at the reports");

  // A asks to whom, ? tells all keys; Escape closes and gives the focus back.
  await rows(desk).filter({ hasText: "A question" }).focus();
  await desk.keyboard.press("a");
  await expect(desk.getByRole("dialog", { name: "Transfer" })).toBeVisible();
  await desk.keyboard.press("Escape");
  await expect(desk.locator(":focus")).toContainText("A question");
  await desk.keyboard.press("?");
  await expect(desk.getByRole("dialog", { name: "Keyboard" })).toContainText("Command palette");
  await desk.keyboard.press("Escape");

  // The palette finds by number, from within a box too.
  await composer(desk).focus();
  await desk.keyboard.press("Control+k");
  await palette(desk)
    .getByRole("combobox")
    .fill(`#${numberOf(question)}`);
  await expect(palette(desk).getByRole("option").first()).toContainText("A question");
  await desk.keyboard.press("Enter");
  await expect(palette(desk)).toBeHidden();
  await expect(desk.getByRole("heading", { level: 2, name: question })).toBeVisible();
  // And does what can be done with the ticket that is open.
  await desk.keyboard.press("Control+k");
  await palette(desk).getByRole("combobox").fill("resolve");
  await palette(desk).getByRole("option", { name: "Resolve" }).click();
  await expect(desk.getByRole("main").getByText("resolved", { exact: true }).first()).toBeVisible();
  await desk.keyboard.press("Control+k");
  await desk.keyboard.press("Escape");
  await expect(palette(desk)).toBeHidden();

  await inspect(desk, appUrl, {
    name: "inbox",
    path: "/desk?view=emergencies",
    words: { en: ["Emergencies", "Orders are down"], "zh-CN": ["紧急", "Orders are down"] },
  });
});

test("a view of one's own is kept, and is nobody else's", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await say(page, "good morning");

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await expect(rows(desk).filter({ hasText: "good morning" })).toBeVisible();
  await desk.getByRole("button", { name: /^Filters/ }).click();
  const filters = desk.getByRole("dialog", { name: "Filters" });
  await filters.getByLabel("Kind").selectOption("Tickets");
  await filters.getByRole("button", { name: "S1 Business down" }).click();
  await filters.getByRole("button", { name: "Done" }).click();
  await expect(desk.getByText("Nothing here")).toBeVisible();

  await desk.getByRole("button", { name: /^View: All/ }).click();
  await desk.getByRole("menuitem", { name: "Save as a view" }).click();
  const saving = desk.getByRole("dialog", { name: "Save as a view" });
  await saving.getByLabel("Name of the view").fill("The worst");
  await saving.getByRole("button", { name: "Save" }).click();
  await expect(saving).toBeHidden();
  await expect(desk.getByRole("button", { name: "View: The worst" })).toBeVisible();
  await desk.reload();
  await expect(desk.getByRole("button", { name: "View: The worst" })).toBeVisible();
  await expect(desk.getByText("Nothing here")).toBeVisible();
  await desk.getByRole("button", { name: "Show all" }).click();
  await expect(rows(desk).filter({ hasText: "good morning" })).toBeVisible();

  const other = await newWindow();
  await signInToDesk(other, appUrl, customer.deputy);
  await other.getByRole("button", { name: "View: All" }).click();
  await expect(other.getByRole("menuitemradio", { name: "Mentions of me" })).toBeVisible();
  await expect(other.getByRole("menuitemradio", { name: "The worst" })).toHaveCount(0);

  await desk.getByRole("button", { name: "View: All" }).click();
  await desk.getByRole("menuitem", { name: "Manage my views" }).click();
  const managing = desk.getByRole("dialog", { name: "Manage my views" });
  await managing.getByRole("button", { name: "Rename “The worst”" }).click();
  await managing.getByLabel("Name of the view").fill("S1 only");
  await managing.getByRole("button", { name: "Save" }).click();
  await managing.getByRole("button", { name: "Delete “S1 only”" }).click();
  await managing.getByRole("button", { name: "Delete “S1 only”?" }).click();
  await expect(managing.getByText("You have no views of your own.")).toBeVisible();
});
