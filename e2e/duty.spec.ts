import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { inspect, type Screen } from "./journey/screens.ts";
import { signInToDesk } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import type { Admin } from "./world/customer.ts";

type Colleague = { email: string; password: string; name: string };

/** One of the service team whom no other test knows. */
async function aColleague(admin: Admin, role: string): Promise<Colleague> {
  const mark = randomBytes(4).toString("hex");
  const colleague = {
    email: `${role}-${mark}@vendor.example`,
    password: randomBytes(12).toString("base64url"),
    name: `${role} ${mark}`,
  };
  const { email, name, password } = colleague;
  await admin("create-staff", "--email", email, "--name", name, "--password", password, "--role", role);
  return colleague;
}

async function openDuty(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: "Duty" }).click();
  await expect(page.getByRole("heading", { name: "Duty", level: 1 })).toBeVisible();
}

const onCall = (page: Page) => page.getByRole("region", { name: "On call now" });
const calendar = (page: Page) => page.getByRole("region", { name: "Next 14 days" });
const team = (page: Page) => page.getByRole("region", { name: "Team" });

/** Puts an engineer on duty for the whole of today. */
async function planToday(page: Page, { name }: Colleague): Promise<void> {
  await page.getByRole("button", { name: "Plan shifts" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Person").selectOption({ label: name });
  await dialog.getByLabel("Start").fill("00:00");
  await dialog.getByLabel("End").fill("00:00");
  await expect(dialog.getByText("Ends on the next day.")).toBeVisible();
  await dialog.getByLabel("Repeat every week").uncheck();
  await dialog.getByRole("button", { name: "Plan", exact: true }).click();
  await expect(page.getByText("1 new shift.")).toBeVisible();
}

test("a duty lead puts an engineer on duty, who goes on leave; then the shift is taken out again", async ({
  newWindow,
  admin,
  appUrl,
}) => {
  const [lead, engineer] = [await aColleague(admin, "duty_lead"), await aColleague(admin, "engineer")];
  const page = await newWindow();
  await signInToDesk(page, appUrl, lead);
  await openDuty(page);

  await planToday(page, engineer);
  await expect(onCall(page).getByText(engineer.name)).toBeVisible();
  await expect(calendar(page).getByText("00:00–24:00").first()).toBeVisible();

  await team(page)
    .getByRole("button", { name: `Skills and capacity: ${engineer.name}` })
    .click();
  await page.getByRole("dialog").getByLabel("Other", { exact: true }).check();
  await page.getByRole("dialog").getByLabel("Open tickets at a time").fill("3");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const row = team(page).getByRole("listitem").filter({ hasText: engineer.name });
  await expect(row.getByText("0 of 3 tickets")).toBeVisible();
  await expect(row.getByText("Other", { exact: true })).toBeVisible();

  const theirs = await newWindow();
  await signInToDesk(theirs, appUrl, engineer);
  await theirs.goto(`${appUrl}/desk/duty`);
  await expect(onCall(theirs).getByText(engineer.name)).toBeVisible();
  await expect(theirs.getByRole("button", { name: /Plan shifts|Remove the shift|Skills/ })).toHaveCount(0);
  await theirs.getByRole("button", { name: /^Leave/ }).click();
  await theirs.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(theirs.getByText(/On leave since .*, until further notice/)).toBeVisible();
  await expect(onCall(theirs).getByText(engineer.name)).toHaveCount(0);

  await page.reload();
  await page
    .getByRole("button", { name: `Remove the shift of ${engineer.name}` })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(calendar(page).getByText(engineer.name)).toHaveCount(0);
});

test("what is wrong with a plan is said, and what was entered stays", async ({
  newWindow,
  admin,
  appUrl,
}) => {
  const [lead, engineer] = [await aColleague(admin, "duty_lead"), await aColleague(admin, "engineer")];
  const page = await newWindow();
  await signInToDesk(page, appUrl, lead);
  await openDuty(page);

  await page.getByRole("button", { name: "Plan shifts" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Person").selectOption({ label: engineer.name });
  await dialog.getByLabel("Time zone").fill("Asia/Atlantis");
  await dialog.getByRole("button", { name: "Plan", exact: true }).click();

  await expect(dialog.getByRole("alert")).toContainText("There is no such time zone");
  await expect(dialog.getByLabel("Person")).toContainText(engineer.name);
  await expect(dialog.getByLabel("Time zone")).toHaveValue("Asia/Atlantis");
  await dialog.getByLabel("Time zone").fill("Europe/Berlin");
  await dialog.getByRole("button", { name: "Plan", exact: true }).click();
  await expect(page.getByText(/^\d+ new shifts\.$/)).toBeVisible();
  await expect(calendar(page).getByText("Engineer · Europe/Berlin").first()).toBeVisible();
});

const screen: Screen = {
  name: "duty",
  path: "/desk/duty",
  words: {
    en: ["On call now", "Next 14 days", "Team", "Plan shifts", "No duty lead"],
    "zh-CN": ["当前值班", "未来 14 天", "团队", "安排班次", "无值班负责人"],
  },
  open: (page) =>
    expect(
      page
        .getByRole("region")
        .getByText(/00:00–/)
        .first(),
    ).toBeVisible(),
};

test("the duty page speaks both languages, and everybody can use it", async ({
  newWindow,
  admin,
  appUrl,
}) => {
  const [lead, engineer] = [await aColleague(admin, "duty_lead"), await aColleague(admin, "engineer")];
  const page = await newWindow();
  await signInToDesk(page, appUrl, lead);
  await openDuty(page);
  await planToday(page, engineer);

  await inspect(page, appUrl, screen);
  await page.getByRole("button", { name: "安排班次" }).click();
  await inspect(page, appUrl, {
    ...screen,
    name: "planning",
    words: { en: ["Repeat every week"], "zh-CN": ["每周重复"] },
    open: (opened) => opened.getByRole("button", { name: /Plan shifts|安排班次/ }).click(),
  });
});
