import { expect, type Locator, type Page } from "@playwright/test";
import { composer, mention, openGroup, say } from "./journey/conversation-steps.ts";
import { holdScripts, networkOf } from "./journey/network.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

const log = (page: Page): Locator => page.getByRole("log");

/** The messages on the screen that begin with `word`, in their order. */
async function linesOf(page: Page, word: string): Promise<string[]> {
  const texts = await log(page)
    .getByText(new RegExp(`^${word} \\d+$`))
    .allTextContents();
  return texts.map((text) => text.trim());
}

const PHONE = { width: 390, height: 844 };

test("two people talk live, and the list counts what is unread", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery", "Blake");
  const [avery, blake] = customer.employees;
  const phone = await newWindow({ feishuUser: blake?.userId, viewport: PHONE });
  await phone.goto(workbenchOf(appUrl, customer));
  await phone.getByRole("button", { name: /Approve|授权/ }).click();
  const row = phone.getByRole("navigation").getByRole("link", { name: customer.organizationName });
  await expect(row).toBeVisible();
  await expect(composer(phone)).toBeHidden();

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  const wide = await newWindow({ feishuUser: avery?.userId });
  await enterThroughFeishu(wide, workbenchOf(appUrl, customer));
  await say(wide, "is anybody there?");
  await expect(log(desk).getByText("is anybody there?")).toBeVisible();
  await say(desk, "yes, we are");
  await expect(log(wide).getByText("yes, we are")).toBeVisible();
  await expect(row).toContainText("2 unread messages");
  await expect(row).not.toContainText("Mentions you");
  await mention(desk, blake?.name ?? "", "can you check?");
  await expect(row).toContainText("3 unread messages");
  await expect(row).toContainText("Mentions you");

  await openGroup(phone, customer.organizationName);
  await expect(row).toBeHidden();
  await expect(log(phone).getByText("New messages", { exact: true })).toBeVisible();
  await expect(log(phone).getByText("can you check?")).toBeInViewport();
  await say(phone, "on it");
  await expect(log(desk).getByText("on it")).toBeVisible();
  await phone.getByRole("button", { name: "Back" }).click();
  await expect(row).toBeVisible();
  await expect(composer(phone)).toBeHidden();
  await expect(row).toContainText("on it");
  await expect(row).not.toContainText("unread");
});

test("what is sent without a connection arrives once and in order, also after the page was closed", async ({
  newWindow,
  windows,
  newConnectedCustomer,
  appUrl,
}) => {
  windows.expectErrors(/ERR_INTERNET_DISCONNECTED|WebSocket connection/);
  const customer = await newConnectedCustomer("Avery", "Blake");
  const [avery, blake] = customer.employees;
  const other = await newWindow({ feishuUser: blake?.userId });
  await enterThroughFeishu(other, workbenchOf(appUrl, customer));
  const page = await newWindow({ feishuUser: avery?.userId });
  const network = await networkOf(page.context());
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await say(page, "part 0");

  await network.cut();
  await expect(page.getByText("Connection lost. Reconnecting…")).toBeVisible();
  await say(page, "part 1");
  await say(page, "part 2");
  await say(other, "meanwhile");
  await network.mend();
  await expect(page.getByText("Connection lost. Reconnecting…")).toBeHidden();
  await expect(page.getByText("1 new message")).toBeVisible();
  await expect.poll(() => linesOf(other, "part")).toEqual(["part 0", "part 1", "part 2"]);

  await network.cut();
  await expect(page.getByText("Connection lost. Reconnecting…")).toBeVisible();
  await say(page, "part 3");
  await say(page, "part 4");
  await page.close();
  await network.mend();
  const again = await page.context().newPage();
  await again.goto(workbenchOf(appUrl, customer));
  const whole = ["part 0", "part 1", "part 2", "part 3", "part 4"];
  await expect.poll(() => linesOf(other, "part")).toEqual(whole);
  await expect.poll(() => linesOf(again, "part")).toEqual(whole);
  await expect(again.getByText("Sending…")).toHaveCount(0);
});

test("the composer keeps drafts, waits for the input method, asks before everyone and refuses what is too long", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  const box = composer(page);

  await box.fill("half a thought");
  await page.reload();
  await expect(box).toHaveValue("half a thought");

  // What is typed into the drawn page before its scripts run comes behind it, and what is pressed is not lost.
  const scripts = await holdScripts(page);
  await page.reload({ waitUntil: "commit" });
  await box.fill("and the other half");
  await page.getByRole("button", { name: "Mention someone" }).click();
  await page.getByRole("button", { name: "Group Member Management" }).click();
  const members = page.getByRole("region", { name: "Group Member Management" });
  await expect(members).toBeHidden();
  scripts.release();
  await expect(box).toHaveValue("half a thought\nand the other half");
  // Of what was pressed, the last.
  await expect(members).toBeVisible();
  await members.getByRole("button", { name: "Close" }).click();
  await box.fill("half a thought");

  // The Enter that takes over what an input method proposes.
  await box.dispatchEvent("compositionstart");
  await box.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await box.dispatchEvent("compositionend");
  await expect(box).toHaveValue("half a thought");
  await box.press("Enter");
  await expect(log(page).getByText("half a thought")).toBeVisible();
  await expect(box).toHaveValue("");

  const people = page.getByRole("listbox", { name: "People to mention" });
  await box.pressSequentially("＠");
  await expect(people.getByRole("option")).toHaveCount(3);
  await box.press("ArrowDown");
  const second = people.getByRole("option").nth(1);
  await expect(second).toHaveAttribute("aria-selected", "true");
  const name = /(?:TAM|Deputy) \w{8}/.exec((await second.textContent()) ?? "")?.[0] ?? "nobody";
  await box.press("Enter");
  await expect(people).toBeHidden();
  await expect(box).toHaveValue(`@${name} `);
  await box.pressSequentially("please look");
  await box.press("Enter");
  await expect(log(page).getByText(`@${name}`)).toBeVisible();

  await box.pressSequentially("@every");
  await box.press("Tab");
  await box.pressSequentially("read this");
  await box.press("Enter");
  const question = page.getByRole("dialog", { name: "Mention everyone?" });
  await expect(question).toContainText("2 people will be notified.");
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(box).toHaveValue("@everyone read this");
  await expect(log(page).getByText("read this")).toHaveCount(0);
  await box.press("Enter");
  await question.getByRole("button", { name: "Send to everyone" }).click();
  await expect(log(page).getByText("read this")).toBeVisible();

  await box.fill("x".repeat(10_001));
  await expect(page.getByText(/^1 character too many/)).toBeVisible();
  await box.press("Enter");
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  await expect(box).toHaveValue("x".repeat(10_001));
  await box.fill("");
});

test("HTML in a message is text: it runs nothing and loads nothing", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  const elsewhere: string[] = [];
  page.context().on("request", (request) => {
    if (request.url().includes("evil.example")) elsewhere.push(request.url());
  });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  const script = "<script>window.wasRun = 1</script>";
  const image = '<img src="http://evil.example/a.png" onerror="window.wasRun = 1">';
  await composer(page).fill(
    [
      `start ${script} ${image}`,
      "",
      image,
      "",
      "![picture](http://evil.example/b.png) [go](javascript:window.wasRun=1) [safe](https://docs.example/)",
      "",
      "**strong** end",
    ].join("\n"),
  );
  await composer(page).press("Enter");
  const message = log(page).getByRole("article").filter({ hasText: "start" });
  await expect(message.getByText("Sent", { exact: true })).toBeVisible();
  await expect(message).toContainText(script);
  await expect(message).toContainText(image);
  await expect(message.locator("strong")).toHaveText("strong");
  await expect(message.locator('script, img[src*="evil"], [onerror]')).toHaveCount(0);
  await expect(message.locator('a[href^="javascript:"]')).toHaveCount(0);
  await expect(message.getByRole("link", { name: "safe" })).toHaveAttribute("href", "https://docs.example/");
  expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
  expect(elsewhere).toEqual([]);
});

test("Group Member Management shows both sides beside the conversation, and over it where there is no room", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  const widthOfConversation = async () => (await log(page).boundingBox())?.width ?? 0;
  await say(page, "hello");

  const alone = await widthOfConversation();
  await page.getByRole("button", { name: "Group Member Management" }).click();
  const pane = page.getByRole("region", { name: "Group Member Management" });
  await expect(pane.getByRole("tab", { name: "My organization (1)" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(pane.getByRole("listitem")).toHaveText([/Avery.*\(me\).*Owner/]);
  await pane.getByRole("tab", { name: "My organization (1)" }).press("ArrowRight");
  await expect(pane.getByRole("listitem")).toHaveText([/Deputy/, /TAM/]);
  await pane.getByLabel("Search by name").fill("tam");
  await expect(pane.getByRole("listitem")).toHaveText([/TAM/]);
  await pane.getByLabel("Search by name").fill("nobody");
  await expect(pane.getByText("Nobody has this name.")).toBeVisible();
  expect(await widthOfConversation()).toBeLessThan(alone - 300);

  await page.reload();
  await expect(pane).toBeVisible();
  await page.setViewportSize({ width: 900, height: 800 });
  const over = await widthOfConversation();
  await pane.getByRole("button", { name: "Close" }).click();
  await expect(pane).toBeHidden();
  expect(await widthOfConversation()).toBe(over);
  await page.getByRole("button", { name: "Group Member Management" }).click();
  await expect(pane).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(pane).toBeHidden();
});
