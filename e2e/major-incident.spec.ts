import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { closeNote, declare, prepareEmergency, status } from "./journey/emergency-steps.ts";
import { inspect } from "./journey/screens.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import { fillTicket, makeEngineer, putOnDuty, submitTicket } from "./journey/ticket-steps.ts";
import { numberOf } from "./journey/time.ts";
import type { Admin, Customer } from "./world/customer.ts";

/** Makes somebody who leads the queue. */
async function makeLead(admin: Admin) {
  const mark = randomBytes(4).toString("hex");
  const lead = { email: `lead-${mark}@vendor.example`, password: randomBytes(12).toString("base64url") };
  const { email, password } = lead;
  const name = `Lead ${mark}`;
  await admin(
    "create-staff",
    "--email",
    email,
    "--password",
    password,
    "--name",
    name,
    "--role",
    "duty_lead",
  );
  return { ...lead, name };
}

/** Creates a ticket and declares its emergency; answers its number. */
async function declareFor(page: Page, title: string, product: string): Promise<number> {
  await fillTicket(page, { title, product, severity: "S1", description: "Nothing works." });
  const name = await submitTicket(page, title);
  await prepareEmergency(page, /business unavailable/i, `${title}: all of it`);
  await declare(page);
  await closeNote(page);
  await expect(status(page).getByText("Emergency: declared")).toBeVisible();
  return numberOf(name);
}

test("emergencies of two customers become one major incident, with one status text to both and nothing of each other", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const [engineer, lead] = await Promise.all([makeEngineer(admin), makeLead(admin)]);
  const [one, other] = await Promise.all([
    newConnectedCustomer("Avery"),
    newConnectedCustomer("Blake"),
    putOnDuty(admin, engineer),
  ]);
  const windowOf = async (customer: Customer) => {
    const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
    await enterThroughFeishu(page, workbenchOf(appUrl, customer));
    return page;
  };
  const [avery, blake] = await Promise.all([windowOf(one), windowOf(other)]);
  const numbers = await Promise.all([
    declareFor(avery, "Orders are down", engineer.product),
    declareFor(blake, "Payments are down", engineer.product),
  ]);

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, lead);
  await desk.getByRole("button", { name: "Settings" }).click();
  await desk.getByRole("menuitem", { name: "Emergencies" }).click();
  await expect(desk.getByRole("heading", { level: 1, name: "Emergencies" })).toBeVisible();
  for (const { organizationName } of [one, other])
    await expect(desk.getByText(organizationName)).toBeVisible();
  for (const number of numbers)
    await desk.getByRole("checkbox", { name: `Choose the emergency of ticket #${number}` }).check();
  await desk.getByRole("button", { name: "Group as one major incident" }).click();
  const title = `Storage ${randomBytes(4).toString("hex")}`;
  const opening = desk.getByRole("dialog", { name: "Open a major incident" });
  await opening.getByLabel("Title").fill(title);
  await opening.getByRole("button", { name: "Open major incident" }).click();
  const major = desk.getByRole("region", { name: "Major incidents" }).locator("section", { hasText: title });
  await expect(major.getByText(`#${numbers[0]}`)).toBeVisible();
  await expect(major.getByText(`#${numbers[1]}`)).toBeVisible();
  for (const page of [avery, blake])
    await expect(status(page).getByText("This is part of a wider disturbance.")).toBeVisible();

  await major.getByLabel("Status for all customers").fill("The storage is being restored");
  await major.getByRole("button", { name: "Send status to all" }).click();
  await expect(major.getByText("2 customers' tickets were told")).toBeVisible();
  for (const page of [avery, blake]) {
    await expect(
      page.getByRole("log").getByText("Status of the wider disturbance: The storage is being restored"),
    ).toHaveCount(1);
    await expect(status(page).getByText("The storage is being restored")).toBeVisible();
  }

  await inspect(desk, appUrl, {
    name: "emergencies of all customers",
    path: "/desk/incidents",
    words: { en: [title, "Send status to all"], "zh-CN": [title, "向所有客户发送"] },
  });
  await desk.context().clearCookies({ name: "ailink.locale" });
  await desk.setViewportSize({ width: 1440, height: 900 });
  await desk.reload();

  await major.getByRole("button", { name: "Close major incident…" }).click();
  const closing = desk.getByRole("dialog", { name: "Close the major incident" });
  await closing.getByLabel("Last status for all customers").fill("The storage is back");
  await closing.getByRole("button", { name: "Close major incident" }).click();
  await expect(desk.getByText(title)).toHaveCount(0);
  for (const number of numbers)
    await expect(
      desk.getByRole("checkbox", { name: `Choose the emergency of ticket #${number}` }),
    ).toBeVisible();

  for (const [page, foreign, words] of [
    [avery, other, "Payments"],
    [blake, one, "Orders"],
  ] as const) {
    await expect(status(page).getByText("The wider disturbance is over.")).toBeVisible();
    await expect(status(page).getByText("The storage is back")).toBeVisible();
    await expect(status(page).getByText("Emergency: declared")).toBeVisible();
    for (const secret of [foreign.organizationName, foreign.employees[0]?.name ?? "", words, title])
      await expect(page.getByText(secret)).toHaveCount(0);
  }
});

test("who does not lead: a TAM reads of their own customer, an engineer has no such page", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
  windows,
}) => {
  windows.expectErrors(/404 \(Not Found\).*\/desk\/incidents/);
  const engineer = await makeEngineer(admin);
  const customer = await newConnectedCustomer("Casey");
  await putOnDuty(admin, engineer);
  const casey = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(casey, workbenchOf(appUrl, customer));
  const number = await declareFor(casey, "Logs are gone", engineer.product);

  const tam = await newWindow();
  await signInToDesk(tam, appUrl, customer.tam);
  await tam.goto(`${appUrl}/desk/incidents`);
  await expect(tam.getByText(`#${number}`)).toBeVisible();
  await expect(tam.getByRole("checkbox")).toHaveCount(0);
  const deskOfEngineer = await newWindow();
  await signInToDesk(deskOfEngineer, appUrl, engineer);
  await expect(deskOfEngineer.getByText(`Emergency #${number}`).first()).toBeVisible();
  await expect(deskOfEngineer.getByRole("link", { name: "All emergencies" })).toHaveCount(0);
  await deskOfEngineer.goto(`${appUrl}/desk/incidents`);
  await expect(deskOfEngineer.getByText("Logs are gone")).toHaveCount(0);
  await expect(deskOfEngineer.getByRole("heading", { level: 1 })).not.toHaveText("Emergencies");
});
