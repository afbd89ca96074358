import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { approve, composer, say } from "./journey/conversation-steps.ts";
import { inspect } from "./journey/screens.ts";
import { signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

const REASON = "Covering for a colleague who is ill";

test("a TAM opens a conversation they are not in; the owner sees who and why; closed, it is gone", async ({
  newWindow,
  newConnectedCustomer,
  newCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const { tam } = await newCustomer("Zoe");
  const owner = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await owner.goto(workbenchOf(appUrl, customer));
  await approve(owner);
  await say(owner, "something only we know");
  const groupId = new URL(owner.url()).searchParams.get("group") ?? "";

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, tam);
  await desk.goto(`${appUrl}/desk?group=${groupId}`);
  await desk.getByRole("link", { name: "Open it for a reason" }).click();
  await desk.getByLabel("Reason").fill(REASON);
  await desk.getByRole("button", { name: "Open for an hour" }).click();

  const log = desk.getByRole("log");
  await expect(log.getByText("something only we know")).toBeVisible();
  await expect(desk.getByText(/You are not in this conversation and can only read it, until/)).toBeVisible();
  await expect(composer(desk)).toHaveCount(0);
  const line = owner.getByRole("log").getByText(`${tam.name} of the service team opened this conversation`);
  await expect(line).toContainText(REASON);
  await say(owner, "who are you?");
  await expect(log.getByText("who are you?")).toBeVisible();

  const other = await newWindow();
  await signInToDesk(other, appUrl, tam);
  await inspect(other, appUrl, {
    name: "open",
    path: "/desk/open",
    words: { en: ["Open a conversation", REASON, "Close now"], "zh-CN": ["打开会话", REASON, "立即关闭"] },
  });
  await other.getByRole("button", { name: /^立即关闭/ }).click();
  await expect(desk.getByText(/is closed again/)).toBeVisible();
  await expect(log).toHaveCount(0);
  await say(owner, "and now?");
  await expect(desk.getByText("and now?")).toHaveCount(0);
});

test("an auditor reads a conversation and can change nothing; an operator makes an engineer of a TAM", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const owner = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await owner.goto(workbenchOf(appUrl, customer));
  await approve(owner);
  await say(owner, "for the record");
  const mark = randomBytes(4).toString("hex");
  const [auditor, operator] = ["auditor", "operator"].map((role) => ({
    email: `${role}-${mark}@vendor.example`,
    name: `${role} ${mark}`,
    password: randomBytes(12).toString("hex"),
    role,
  }));
  if (!auditor || !operator) throw new Error("there are two");
  for (const one of [auditor, operator])
    await admin("create-staff", ...Object.entries(one).flatMap(([name, value]) => [`--${name}`, value]));

  const reading = await newWindow();
  await signInToDesk(reading, appUrl, auditor);
  await reading.goto(`${appUrl}/desk/groups?text=${customer.accountAlias}`);
  await reading.getByRole("link", { name: /^Read: / }).click();
  await expect(reading.getByRole("log").getByText("for the record")).toBeVisible();
  await expect(reading.getByText(/You read this as an auditor/)).toBeVisible();
  await expect(composer(reading)).toHaveCount(0);
  const groupId = new URL(reading.url()).searchParams.get("group") ?? "";
  await inspect(reading, appUrl, {
    name: "reading",
    path: `/desk/reading?group=${groupId}`,
    words: { en: ["for the record"], "zh-CN": ["for the record", "您以审计员身份阅读"] },
  });

  const staff = await newWindow();
  await signInToDesk(staff, appUrl, operator);
  await inspect(staff, appUrl, {
    name: "staff",
    path: "/desk/staff",
    words: { en: ["Add somebody", operator.name], "zh-CN": ["添加成员", operator.name, "运营管理员"] },
  });
  await staff.getByRole("button", { name: `${customer.deputy.name} 的更多操作` }).click();
  await staff.getByRole("menuitem", { name: "更改角色" }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /^TAM/ }).uncheck();
  await dialog.getByRole("checkbox", { name: /^工程师/ }).check();
  await dialog.getByRole("button", { name: "保存角色" }).click();
  await expect(staff.getByText(`已更改 ${customer.deputy.name} 的角色。`)).toBeVisible();
});
