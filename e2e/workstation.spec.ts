import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { inspect } from "./journey/screens.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import { fillTicket, makeEngineer, putOnDuty, submitTicket } from "./journey/ticket-steps.ts";
import { numberOf } from "./journey/time.ts";

const workstation = (page: Page) => page.getByRole("region", { name: "Enterprise Service Workstation" });

async function openWorkstation(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: "Enterprise Service Workstation" }).click();
  await expect(workstation(page).getByRole("tab", { name: /Tickets/ })).toBeVisible();
}

test("the Workstation finds tickets, exports them, and shows nobody what is not theirs", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery", "Blake"), putOnDuty(admin, engineer)]);
  const address = workbenchOf(appUrl, customer);
  const owner = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(owner, address);
  const names: string[] = [];
  for (const [title, severity] of [
    ["Backups fail", "S2"],
    ["=Invoice is wrong", "S4"],
  ] as const) {
    await owner.goto(address);
    await fillTicket(owner, { title, severity, product: engineer.product, description: "See the log." });
    names.push(await submitTicket(owner, title));
  }

  await openWorkstation(owner, address);
  const rows = workstation(owner).getByRole("list", { name: "Tickets of this service group" });
  await expect(rows.getByText("Backups fail")).toBeVisible();
  await expect(rows.getByText("=Invoice is wrong")).toBeVisible();
  await workstation(owner).getByLabel("Search in tickets").fill("backups");
  await expect(rows.getByText("=Invoice is wrong")).toBeHidden();
  await expect(owner).toHaveURL(/ws-/);
  await owner.reload();
  await expect(rows.getByText("Backups fail")).toBeVisible();
  await expect(rows.getByText("=Invoice is wrong")).toBeHidden();
  await workstation(owner).getByLabel("Search in tickets").fill("");
  await expect(rows.getByText("=Invoice is wrong")).toBeVisible();
  const [download] = await Promise.all([
    owner.waitForEvent("download"),
    workstation(owner).getByRole("link", { name: "Export CSV" }).click(),
  ]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv).toContain("Backups fail");
  expect(csv).toContain("'=Invoice is wrong");
  await rows.getByText("Backups fail").click();
  await expect(owner.getByRole("heading", { level: 2, name: names[0] ?? "" })).toBeVisible();

  const member = await newWindow({ feishuUser: customer.employees[1]?.userId });
  await enterThroughFeishu(member, address);
  await openWorkstation(member, address);
  await expect(workstation(member).getByText("No tickets yet")).toBeVisible();
  await expect(member.getByText("Backups fail")).toBeHidden();
  await workstation(member)
    .getByRole("tab", { name: /Participants/ })
    .click();
  await expect(workstation(member).getByText(customer.employees[0]?.name ?? "")).toBeVisible();
});

test("of two engineers who take a ticket one gets it, and the other is told so", async ({
  newWindow,
  windows,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const [first, second] = [await makeEngineer(admin), await makeEngineer(admin)];
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, { title: "Nobody here", product: first.product, description: "Hello?" });
  const number = numberOf(await submitTicket(page, "Nobody here"));

  const desks = [await newWindow(), await newWindow()] as const;
  const take = (desk: Page) => desk.getByRole("button", { name: `Take ticket #${number}` });
  for (const [desk, engineer] of [
    [desks[0], first],
    [desks[1], second],
  ] as const) {
    await signInToDesk(desk, appUrl, engineer);
    await desk.goto(`${appUrl}/desk/tickets`);
    await desk.getByRole("tab", { name: "Unassigned" }).click();
    await expect(take(desk)).toBeVisible();
  }
  // The second list stands still, as it does between two looks.
  windows.expectErrors(/ERR_FAILED/);
  await desks[1].route("**/api/desk/tickets/**", (route) => route.abort());
  await take(desks[0]).click();
  await expect(desks[0].getByText(`You have taken ticket #${number}.`)).toBeVisible();
  await expect(page.getByRole("main").getByText(first.name).first()).toBeVisible();
  await take(desks[1]).click();
  await expect(desks[1].getByText("A colleague was faster: this ticket has an engineer now.")).toBeVisible();
});

test("Workstation and the desk's tickets speak both languages, and everybody can use them", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
}) => {
  const engineer = await makeEngineer(admin);
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, { title: "Backups fail", product: engineer.product, description: "All." });
  await submitTicket(page, "Backups fail");
  const main = new URL(page.url());
  await page.goto(workbenchOf(appUrl, customer));
  await page.getByRole("button", { name: "Enterprise Service Workstation" }).click();
  await expect(workstation(page).getByText("Backups fail")).toBeVisible();
  main.search = new URL(page.url()).search;
  await inspect(page, appUrl, {
    name: "Workstation",
    path: main.pathname + main.search,
    words: {
      en: ["Enterprise Service Workstation", "Backups fail"],
      "zh-CN": ["企业服务工作台", "Backups fail"],
    },
  });

  const desk = await newWindow();
  await signInToDesk(desk, appUrl, engineer);
  await inspect(desk, appUrl, {
    name: "tickets at the desk",
    path: "/desk/tickets",
    words: { en: ["My tickets", "Unassigned"], "zh-CN": ["我的工单", "未分配"] },
  });
});
