import { expect, type Locator, type Page } from "@playwright/test";
import { approve, composer, openGroup, say } from "./journey/conversation-steps.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

const log = (page: Page): Locator => page.getByRole("log");
const message = (page: Page, text: string): Locator =>
  log(page).getByRole("article").filter({ hasText: text });

/** Points at a message and presses one of its buttons. */
async function press(page: Page, text: string, button: string): Promise<void> {
  await message(page, text).first().hover();
  await message(page, text).first().getByRole("button", { name: button, exact: true }).click();
}

test("what was said is edited, answered, reacted to and taken back, live on both sides", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const name = customer.employees[0]?.name ?? "";
  const avery = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(avery, workbenchOf(appUrl, customer));
  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await desk.getByRole("link", { name: customer.organizationName }).first().click();
  await say(avery, "the export failes");
  await expect(message(desk, "the export failes")).toBeVisible();

  await test.step("edit with history", async () => {
    await press(avery, "the export failes", "Edit");
    await expect(composer(avery)).toHaveValue("the export failes");
    await composer(avery).fill("the export fails");
    await composer(avery).press("Enter");
    await expect(message(desk, "the export fails")).toBeVisible();
    await expect(composer(avery)).toHaveValue("");
    await message(desk, "the export fails").getByRole("button", { name: "edited" }).click();
    await expect(desk.getByRole("dialog")).toContainText("the export failes");
    await desk.keyboard.press("Escape");
  });

  await test.step("reply and react", async () => {
    await press(desk, "the export fails", "Reply");
    await say(desk, "which one?");
    await expect(message(avery, "which one?")).toContainText(`${name}: the export fails`);
    await press(desk, "the export fails", "Add reaction");
    await message(desk, "the export fails").first().getByRole("button", { name: "React with 👀" }).click();
    const eyes = avery.getByRole("button", { name: /^👀 1 time/ });
    await eyes.click();
    await expect(desk.getByRole("button", { name: /^👀 2 times/ })).toBeVisible();
  });

  await test.step("read by", async () => {
    await say(avery, "the weekly one");
    await message(avery, "the weekly one")
      .getByRole("button", { name: "Read by 1" })
      .click({ timeout: 40_000 });
    await expect(avery.getByRole("dialog")).toContainText("1 of");
    await avery.keyboard.press("Escape");
  });

  await test.step("recall, and write it again", async () => {
    await say(avery, "the password is swordfish");
    await expect(message(desk, "swordfish")).toBeVisible();
    await press(avery, "swordfish", "Recall");
    await expect(message(desk, `${name} recalled a message`)).toBeVisible();
    await expect(log(desk).getByText("swordfish")).toBeHidden();
    await avery.getByRole("button", { name: "Edit again" }).click();
    await expect(composer(avery)).toHaveValue("the password is swordfish");
    await composer(avery).fill("");
  });
});

test("on a phone everything is behind one button", async ({ newWindow, newConnectedCustomer, appUrl }) => {
  const customer = await newConnectedCustomer("Blake");
  const name = customer.employees[0]?.name ?? "";
  const phone = await newWindow({
    feishuUser: customer.employees[0]?.userId,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto(workbenchOf(appUrl, customer));
  await approve(phone);
  await openGroup(phone, customer.organizationName);
  await say(phone, "from my phone");
  await message(phone, "from my phone").getByRole("button", { name: "More actions" }).click();
  const sheet = phone.getByRole("dialog", { name: "Message actions" });
  await sheet.getByRole("button", { name: "React with 🎉" }).click();
  await expect(phone.getByRole("button", { name: /^🎉 1 time/ })).toBeVisible();
  await message(phone, "from my phone").getByRole("button", { name: "More actions" }).click();
  await sheet.getByRole("button", { name: "Reply", exact: true }).click();
  await expect(composer(phone)).toBeFocused();
  await say(phone, "and again");
  await expect(message(phone, "and again")).toContainText(`${name}: from my phone`);
  await message(phone, "and again").getByRole("button", { name: "More actions" }).click();
  await sheet.getByRole("button", { name: "Recall", exact: true }).click();
  await expect(log(phone).getByText(`${name} recalled a message`)).toBeVisible();
});
