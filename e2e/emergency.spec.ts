import { expect, type Page } from "@playwright/test";
import { openGroup } from "./journey/conversation-steps.ts";
import { closeNote, declare, emergency, prepareEmergency, status } from "./journey/emergency-steps.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import { addToTicket, fillTicket, makeEngineer, putOnDuty, submitTicket } from "./journey/ticket-steps.ts";
import { numberOf, Time } from "./journey/time.ts";

// At its end the whole service team is called, that of the other journeys as well: it runs when these are over.
test("an emergency of two becomes one, climbs to all hands, and ends in a report", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
  databaseUrl,
}) => {
  const time = new Time(databaseUrl);
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery", "Blake"), putOnDuty(admin, engineer)]);
  const [avery, blake] = [
    await newWindow({ feishuUser: customer.employees[0]?.userId }),
    await newWindow({ feishuUser: customer.employees[1]?.userId }),
  ];
  await enterThroughFeishu(avery, workbenchOf(appUrl, customer));
  await enterThroughFeishu(blake, workbenchOf(appUrl, customer));
  await fillTicket(avery, {
    title: "Orders are down",
    product: engineer.product,
    severity: "S1",
    description: "No order can be placed.",
  });
  const name = await submitTicket(avery, "Orders are down");
  await addToTicket(databaseUrl, numberOf(name), customer.employees[1]?.name ?? "");
  await blake.reload();
  await openGroup(blake, name);

  await prepareEmergency(avery, /business unavailable/i, "Every order fails");
  await prepareEmergency(blake, /data loss/i, "Orders of this morning are missing");
  await Promise.all([declare(avery), declare(blake)]);

  const outcomeOf = async (page: Page) => {
    const note = emergency(page).getByText(/^Emergency declared|^An emergency is already running since/);
    await expect(note).toBeVisible();
    return ((await note.textContent()) ?? "").startsWith("Emergency declared") ? "declared" : "joined";
  };
  expect((await Promise.all([avery, blake].map(outcomeOf))).toSorted()).toEqual(["declared", "joined"]);
  for (const page of [avery, blake]) {
    await closeNote(page);
    await expect(status(page).getByText("Emergency: declared")).toBeVisible();
    await expect(status(page).getByText("Every order fails")).toBeVisible();
    await expect(status(page).getByText("Orders of this morning are missing")).toBeVisible();
  }

  await expect(async () => {
    await time.nextStep(numberOf(name));
    await expect(status(avery).getByText("The whole service team is being called")).toBeVisible({
      timeout: 2_000,
    });
  }).toPass({ timeout: 75_000 });

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.deputy);
  await expect(desk.getByText(`Emergency #${numberOf(name)}`).first()).toBeVisible();
  await openGroup(desk, name);
  await status(desk).getByRole("button", { name: "Acknowledge" }).click();
  await expect(status(avery).getByText(`Acknowledged by ${customer.deputy.name}`)).toBeVisible();
  await status(desk).getByRole("button", { name: "Start work" }).click();
  await expect(status(blake).getByText("Emergency: in progress")).toBeVisible();
  await status(desk).getByRole("button", { name: "Mitigated" }).click();
  await expect(status(blake).getByText("Emergency: mitigated")).toBeVisible();
  await status(desk).getByRole("button", { name: "Close…" }).click();
  const closing = desk.getByRole("dialog", { name: "Close the emergency" });
  await closing.getByLabel("Root cause").fill("A full disk");
  await closing.getByRole("button", { name: "Close emergency" }).click();
  await expect(avery.getByText(/The emergency is over since/)).toBeVisible();

  const address = await desk.getByRole("link", { name: "Report" }).first().getAttribute("href");
  const report = await (await desk.request.get(new URL(address ?? "", appUrl).href)).text();
  expect(report).toContain(`# Emergency report: ticket #${numberOf(name)}`);
  expect(report).toContain("A full disk");
  expect(report).toContain(customer.deputy.name);
});
