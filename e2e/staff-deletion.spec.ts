import { randomBytes } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { approve, say } from "./journey/conversation-steps.ts";
import { inspect } from "./journey/screens.ts";
import { signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

/** Opens the dialog that deletes somebody's data, and types their name. */
async function askFor(page: Page, name: string): Promise<Locator> {
  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete personal data" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Delete the data" })).toBeDisabled();
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Delete the data" }).click();
  return dialog;
}

test("an operator deletes a colleague's data; a plan's deputy must be replaced first; mentions are reviewed at the desk", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const mark = randomBytes(4).toString("hex");
  const [operator, leaver] = ["operator", "engineer"].map((role) => ({
    email: `${role}-${mark}@vendor.example`,
    name: `${role} ${mark}`,
    password: randomBytes(12).toString("hex"),
    role,
  }));
  if (!operator || !leaver) throw new Error("there are two");
  for (const one of [operator, leaver])
    await admin("create-staff", ...Object.entries(one).flatMap(([name, value]) => [`--${name}`, value]));
  const owner = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await owner.goto(workbenchOf(appUrl, customer));
  await approve(owner);
  await say(owner, `${leaver.name} helped us last time`);

  const staff = await newWindow();
  await signInToDesk(staff, appUrl, operator);
  await staff.goto(`${appUrl}/desk/staff`);
  const refused = await askFor(staff, customer.deputy.name);
  await expect(refused.getByText(/still TAM or deputy of/)).toBeVisible();
  await staff.keyboard.press("Escape");
  await askFor(staff, leaver.name);
  await expect(staff.getByText(`The personal data of ${leaver.name} is being deleted.`)).toBeVisible();
  await expect(async () => {
    await staff.reload();
    await expect(staff.getByText(operator.email)).toBeVisible();
    await expect(staff.getByText(leaver.name)).toHaveCount(0, { timeout: 500 });
  }).toPass();

  const tam = await newWindow();
  await signInToDesk(tam, appUrl, customer.tam);
  await tam.goto(`${appUrl}/desk/findings`);
  const place = tam.getByRole("listitem").filter({ hasText: customer.organizationName });
  await expect(place).toContainText("A message");
  await inspect(tam, appUrl, {
    name: "findings",
    path: "/desk/findings",
    words: { en: ["Mentions to review", "A message"], "zh-CN": ["待复核的提及", "一条消息"] },
  });
  await tam.getByRole("listitem").filter({ hasText: customer.organizationName }).getByRole("link").click();
  await expect(tam.getByRole("log").getByText(`${leaver.name} helped us last time`)).toBeVisible();
  await tam.goto(`${appUrl}/desk/findings`);
  await place.getByRole("button", { name: /^标记为已复核/ }).click();
  await expect(place).toHaveCount(0);
});
