import { expect, type Page } from "@playwright/test";
import { approve, composer, openGroup, say } from "./journey/conversation-steps.ts";
import { enterThroughFeishu, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import { becomeInFeishu } from "./journey/windows.ts";
import { newCredentials } from "./world/customer.ts";

/** Every address the page's own frame has been at. */
function addressesOf(page: Page): string[] {
  const addresses: string[] = [];
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) addresses.push(frame.url());
  });
  return addresses;
}

/** The address of a message, as a card has it. */
async function linkTo(page: Page, text: string): Promise<string> {
  const article = page.getByRole("article").filter({ hasText: text });
  await expect(article).toHaveAttribute("data-message", /.+/);
  const link = new URL(page.url());
  link.searchParams.set("message", (await article.getAttribute("data-message")) ?? "");
  return link.href;
}

test("a link to a message survives refusing, signing in again and the short address", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery", "Blake");
  const [avery, blake] = customer.employees;
  const writer = await newWindow({ feishuUser: avery?.userId });
  await enterThroughFeishu(writer, workbenchOf(appUrl, customer));
  await say(writer, "look at this one");
  const link = new URL(await linkTo(writer, "look at this one"));

  const reader = await newWindow({ feishuUser: blake?.userId });
  await reader.goto(link.href);
  await reader.getByRole("button", { name: /Refuse|拒绝/ }).click();
  await expect(reader.getByRole("heading", { name: "You did not authorize the app" })).toBeVisible();
  await reader.getByRole("link", { name: "Sign in again" }).click();
  await approve(reader);
  await expect(reader).toHaveURL(link.href);
  const linked = reader.getByRole("article").filter({ hasText: "look at this one" });
  await expect(linked).toBeInViewport();
  await expect(linked).toHaveAttribute("aria-current", "true");

  await reader.goto(`${appUrl}/feishu/${customer.appId}${link.search}`);
  await expect(reader).toHaveURL(link.href);
  await reader.goto(`${appUrl}/feishu/${customer.appId}/person/inviteToGroup?token=made-up`);
  await expect(reader.getByRole("heading", { name: "This is not a valid invitation" })).toBeVisible();

  const newcomer = await newWindow({ feishuUser: blake?.userId });
  await newcomer.goto(`${appUrl}/feishu/${customer.appId}/person/inviteToGroup?token=made-up`);
  await approve(newcomer);
  await expect(newcomer.getByRole("heading", { name: "This is not a valid invitation" })).toBeVisible();
  await newcomer.getByRole("link", { name: "Open the workbench" }).click();
  await openGroup(newcomer, new RegExp(customer.organizationName));
});

test("who may not use the app, or asks for an unknown one, reads why", async ({
  newWindow,
  newConnectedCustomer,
  feishu,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery", "Blake");
  const [avery, blake] = customer.employees;
  const onlyAvery = { kind: "users" as const, userIds: [avery?.userId ?? ""] };
  const page = await newWindow({ feishuUser: blake?.userId });
  const decision = /\/authorize\/decision$/;
  // Taken out of the range between approving and coming back: Feishu refuses the code.
  await page.route(decision, async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    await feishu.changeApp(customer.appId, { availability: onlyAvery });
    await route.fulfill({ response });
  });
  await page.goto(workbenchOf(appUrl, customer));
  await approve(page);
  await expect(page.getByRole("heading", { name: "The app is not available to you" })).toBeVisible();
  await feishu.changeApp(customer.appId, { availability: { kind: "all" } });
  await page.unroute(decision);
  await page.getByRole("link", { name: "Sign in again" }).click();
  await approve(page);
  await expect(composer(page)).toBeVisible();

  const unknown = newCredentials().appId;
  for (const path of [`/feishu/${unknown}/workbench`, `/feishu/${unknown}/person/inviteToGroup`]) {
    await page.goto(appUrl + path);
    await expect(page.getByRole("heading", { name: "This address leads nowhere" })).toBeVisible();
  }
  await page.goto(`${appUrl}/thirdparty/feishu/${unknown}/login`);
  await expect(page.getByRole("heading", { name: "This address leads nowhere" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in again" })).toHaveCount(0);
});

// One test: how Feishu's client behaves is one setting for all.
test("inside of Feishu nobody sees a sign-in page, and where the client fails the redirect takes over", async ({
  newWindow,
  newConnectedCustomer,
  feishu,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const [avery] = customer.employees;
  const inClient = () =>
    newWindow({ userAgent: `Mozilla/5.0 Chrome/120.0 Lark/7.20.5 LocalFeishuPerson/${avery?.userId ?? ""}` });

  const first = await inClient();
  await first.goto(workbenchOf(appUrl, customer));
  await say(first, "where the card points");
  const link = await linkTo(first, "where the card points");

  for (const behaviour of ["success", "errno103"] as const) {
    await feishu.jssdkScenario({ behaviour });
    const page = await inClient();
    const addresses = addressesOf(page);
    await page.goto(link);
    await expect(page.getByRole("article").filter({ hasText: "where the card points" })).toBeInViewport();
    expect(
      addresses.filter((address) => !address.startsWith(workbenchOf(appUrl, customer))),
      behaviour,
    ).toEqual([]);
    expect(page.url(), behaviour).toBe(link);
  }

  const throughRedirect = async (page: Page, what: string) => {
    await page.goto(link);
    // The client has six seconds in all; some more for a busy machine.
    await expect(page.getByRole("button", { name: /Approve|授权/ }), what).toBeVisible({ timeout: 12_000 });
    await approve(page);
    await expect(page, what).toHaveURL(link);
    await expect(page.getByRole("article").filter({ hasText: "where the card points" })).toBeInViewport();
  };
  for (const behaviour of ["cancel", "never-ready", "never-calls-back"] as const) {
    await feishu.jssdkScenario({ behaviour });
    await throughRedirect(await inClient(), behaviour);
  }
  // A container that says it is Feishu's and gives a page nothing to ask.
  await feishu.jssdkScenario({ userAgentToken: "WebApp" });
  await throughRedirect(await inClient(), "a container without the SDK's objects");
  // The page is not among the addresses at which the client gives codes (manual, step 4).
  await feishu.jssdkScenario({});
  const callback = `${appUrl}/thirdparty/feishu/${customer.appId}/oauth2/callback`;
  await feishu.changeApp(customer.appId, { redirectUrls: [callback] });
  await throughRedirect(await inClient(), "a page that is not listed");
});

test("a session of one channel does not open another, and both live side by side", async ({
  newWindow,
  newConnectedCustomer,
  feishu,
  appUrl,
}) => {
  const [one, other] = await Promise.all([newConnectedCustomer("Avery"), newConnectedCustomer("Blake")]);
  const first = await newWindow({ feishuUser: one.employees[0]?.userId });
  await enterThroughFeishu(first, workbenchOf(appUrl, one));
  const groupOfOne = new URL(first.url()).searchParams.get("group");

  const second = await first.context().newPage();
  await becomeInFeishu(second.context(), feishu.url, other.employees[0]?.userId ?? "");
  await second.goto(`${workbenchOf(appUrl, other)}?group=${groupOfOne}`);
  await approve(second);
  await expect(second.getByText("This conversation is not here")).toBeVisible();
  await openGroup(second, new RegExp(other.organizationName));
  await say(second, "hello from the other");
  await expect(second.getByText(one.organizationName)).toHaveCount(0);

  await first.reload();
  await say(first, "hello from the one");
  await expect(first.getByText("hello from the other")).toHaveCount(0);
});
