import { expect } from "@playwright/test";
import { composer } from "./journey/conversation-steps.ts";
import { inspect, type Screen } from "./journey/screens.ts";
import { enterThroughFeishu, signInToConsole, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

const doors: Screen[] = [
  {
    name: "landing",
    path: "/",
    words: {
      en: ["Employees", "Service desk", "Console", "My Expert Service and Channel Management"],
      "zh-CN": ["企业员工", "服务台", "控制台", "我的专家服务与渠道管理"],
    },
  },
  {
    name: "console sign-in",
    path: "/console/sign-in",
    words: {
      en: ["Sign in to the console", "Account or RAM user"],
      "zh-CN": ["登录控制台", "主账号或 RAM 用户"],
    },
  },
  {
    name: "desk sign-in",
    path: "/desk/sign-in",
    words: { en: ["Sign in to the service desk", "Email"], "zh-CN": ["登录服务台", "邮箱"] },
  },
  {
    name: "sign-in problem",
    path: "/thirdparty/feishu/cli_0000000000000000/sign-in-problem?problem=refused",
    words: {
      en: ["You did not authorize the app", "Sign in again"],
      "zh-CN": ["您未授权该应用", "重新登录"],
    },
  },
];

const consoleScreens: Screen[] = [
  {
    name: "console",
    path: "/console",
    words: {
      en: ["Value-Added Services Desk", "My Expert Service", "Channel Management", "Enterprise Support Plan"],
      "zh-CN": ["增值服务控制台", "我的专家服务", "渠道管理", "企业支持计划"],
    },
  },
  {
    name: "channel list",
    path: "/console/channels",
    words: {
      en: ["Channel Management", "Add Channel", "Active"],
      "zh-CN": ["渠道管理", "添加渠道", "已启用"],
    },
  },
  {
    name: "add channel",
    path: "/console/channels/add/feishu",
    words: {
      en: ["Enter Credentials", "Add Channel", "App Secret", "Step 1: Create a Custom App"],
      "zh-CN": ["填写凭证", "添加渠道", "App Secret"],
    },
  },
];

const conversation = (path: string, ...[en, zh]: [string[], string[]]): Screen => ({
  name: path,
  path: `${path}${path.includes("?") ? "&" : "?"}pane=members`,
  words: { en: ["Group Member Management", ...en], "zh-CN": ["群成员管理", ...zh] },
  open: async (page) => {
    await expect(page.getByRole("log").getByText("hello")).toBeVisible();
    await expect(page.getByRole("tab").first()).toBeVisible();
  },
});

test("doors and console speak both languages, and everybody can use them", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow();
  for (const screen of doors) await test.step(screen.name, () => inspect(page, appUrl, screen));
  await page.context().clearCookies();
  await signInToConsole(page, appUrl, customer);
  for (const screen of consoleScreens) await test.step(screen.name, () => inspect(page, appUrl, screen));
});

test("workbench and desk speak both languages, and everybody can use them", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await composer(page).fill("hello **there**, `code` and https://docs.example/");
  await composer(page).press("Enter");
  await expect(page.getByRole("log").getByText("Sent", { exact: true })).toBeVisible();
  const { pathname, search } = new URL(page.url());
  await test.step("workbench", () =>
    inspect(
      page,
      appUrl,
      conversation(pathname + search, ["My organization", "Service team"], ["本企业", "服务团队"]),
    ));

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await expect(composer(desk)).toBeVisible();
  const group = new URL(desk.url()).search;
  await test.step("desk", () =>
    inspect(
      desk,
      appUrl,
      conversation(`/desk${group}`, ["Service desk", "Service team"], ["服务台", "服务团队"]),
    ));
});

test("language and appearance are switched in the menu and remembered", async ({ newWindow, appUrl }) => {
  const page = await newWindow();
  await page.goto(appUrl);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitemradio", { name: "简体中文" }).click();
  await expect(page.getByRole("heading", { name: "企业员工" })).toBeVisible();
  await page.getByRole("button", { name: "设置" }).click();
  await page.getByRole("menuitemradio", { name: "深色" }).click();
  const brightness = () =>
    page.evaluate(() => {
      const colour = getComputedStyle(document.body).color;
      return Number(/[\d.]+/.exec(colour)?.[0]);
    });
  const dark = await brightness();
  await page.reload();
  await expect(page.getByRole("heading", { name: "企业员工" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await brightness()).toBe(dark);

  const chinese = await newWindow({ locale: "zh-CN" });
  await chinese.goto(appUrl);
  await expect(chinese.getByRole("heading", { name: "企业员工" })).toBeVisible();
});
