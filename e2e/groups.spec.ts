import { expect, type Page } from "@playwright/test";
import { approve, composer, say } from "./journey/conversation-steps.ts";
import { removeMainGroup } from "./journey/main-groups.ts";
import { inspect } from "./journey/screens.ts";
import { signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import type { Customer } from "./world/customer.ts";

const channelOf = (page: Page, { organizationName }: Customer) =>
  page.getByRole("article", { name: organizationName });

async function openGroups(page: Page, entry: string): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: entry }).click();
  await expect(page.getByRole("heading", { name: "Groups", level: 1 })).toBeVisible();
}

test("an employee without a main group asks for it; the TAM makes it, and it is there at once", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
  databaseUrl,
}) => {
  const customer = await newConnectedCustomer("Avery", "Blake");
  await removeMainGroup(databaseUrl, customer);
  const [avery, blake] = customer.employees;

  const theirs = await newWindow({ feishuUser: avery?.userId });
  await theirs.goto(workbenchOf(appUrl, customer));
  await approve(theirs);
  await expect(theirs.getByText("No service main group yet")).toBeVisible();
  await theirs.getByRole("button", { name: "Ask the TAM for it" }).click();
  await expect(theirs.getByText(/^You asked for it on/)).toBeVisible();

  const phone = await newWindow({ feishuUser: blake?.userId, viewport: { width: 390, height: 844 } });
  await phone.goto(workbenchOf(appUrl, customer));
  await approve(phone);
  await expect(phone.getByText(`${avery?.name} asked for it on`)).toBeVisible();

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await openGroups(desk, "Groups (1 request)");
  const channel = channelOf(desk, customer);
  await expect(channel.getByText(`${avery?.name} asks for the service main group`)).toBeVisible();
  await inspect(desk, appUrl, {
    name: "groups",
    path: "/desk/groups",
    words: {
      en: ["Create the group", "Change TAM or deputy", "Healthy", "Not there yet.", "days left"],
      "zh-CN": ["创建服务主群", "更换 TAM 或副手", "正常", "尚未创建。", "请求添加服务主群"],
    },
  });
  await channel.getByRole("button", { name: /^创建服务主群/ }).click();
  await expect(channel.getByText("您是成员。")).toBeVisible();
  await expect(channel.getByText("请求添加服务主群")).toHaveCount(0);

  await expect(composer(theirs)).toBeVisible();
  await say(theirs, "there it is");
  await expect(phone.getByRole("navigation").getByText("there it is")).toBeVisible();

  await channel.getByRole("button", { name: "添加成员" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("button", { name: "创建链接" }).click();
  await expect(dialog.getByLabel("邀请链接", { exact: true })).toHaveValue(
    new RegExp(`/feishu/${customer.appId}/person/inviteToGroup\\?token=`),
  );
});

test("a TAM hands a plan over, as its deputy from then on", async ({ newWindow, newCustomer, appUrl }) => {
  const customer = await newCustomer("Avery");
  const { tam, deputy } = customer;
  const page = await newWindow();
  await signInToDesk(page, appUrl, tam);
  await openGroups(page, "Groups");
  await expect(page.getByText("No Feishu channel yet.")).toBeVisible();
  await page.getByRole("button", { name: "Change TAM or deputy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("TAM").selectOption({ label: deputy.name });
  await expect(dialog.getByText("You hand this plan over")).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("TAM and deputy are two people.");
  await dialog.getByLabel("Deputy").selectOption({ label: tam.name });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("definition").first()).toHaveText(deputy.name);
  await expect(page.getByRole("button", { name: "Change TAM or deputy" })).toHaveCount(0);
});
