import { randomBytes } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { Client } from "pg";
import type { Admin } from "../world/customer.ts";

/** Somebody who works on one product, which is theirs alone. */
export type Engineer = {
  email: string;
  password: string;
  name: string;
  productCode: string;
  product: string;
};

const DAY = 24 * 60 * 60_000;

/** Makes an engineer with a product of their own; without a shift. */
export async function makeEngineer(admin: Admin): Promise<Engineer> {
  const mark = randomBytes(4).toString("hex");
  const staff = {
    email: `engineer-${mark}@vendor.example`,
    password: randomBytes(12).toString("base64url"),
    name: `Engineer ${mark}`,
  };
  const productCode = `P-${mark}`;
  const product = `Product ${mark}`;
  const { email, password, name } = staff;
  await admin("create-staff", "--email", email, "--password", password, "--name", name, "--role", "engineer");
  await admin("set-product", "--code", productCode, "--en", product, "--zh", `产品 ${mark}`);
  await admin("set-skills", "--person", email, "--product", productCode);
  return { ...staff, productCode, product };
}

/** Puts an engineer on duty around the clock, from yesterday on. */
export async function putOnDuty(admin: Admin, { email }: Engineer): Promise<void> {
  const from = new Date(Date.now() - DAY).toISOString().slice(0, 10);
  const around = ["--zone", "Etc/UTC", "--start", "00:00", "--end", "00:00", "--from", from, "--weeks", "2"];
  await admin("plan-shifts", "--person", email, "--kind", "engineer", ...around);
}

/** Plans a shift that starts in so many seconds: the command line knows only minutes. */
export async function startShiftIn(databaseUrl: string, { email }: Engineer, seconds: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `INSERT INTO shift (id, person_id, kind, starts_at, ends_at, zone, created_at)
       SELECT gen_random_uuid(), person_id, 'engineer', now() + $2 * interval '1 second', now() + interval '8 hours', 'Etc/UTC', now()
       FROM staff_account WHERE email = $1`,
      [email, seconds],
    );
    if (rowCount !== 1) throw new Error(`there is no ${email}`);
  } finally {
    await client.end();
  }
}

/** The form of Create Ticket. */
export const ticketForm = (page: Page): Locator => page.getByRole("region", { name: "Create Ticket" });

type Filled = { title: string; product: string; severity?: string; description: string };

/** Opens the form and fills in what it needs. */
export async function fillTicket(page: Page, filled: Filled): Promise<Locator> {
  const form = ticketForm(page);
  if (!(await form.isVisible()))
    await page.getByRole("button", { name: "Create Ticket", exact: true }).click();
  await form.getByLabel("Title").fill(filled.title);
  await form.getByLabel("Product").selectOption(filled.product);
  await form.getByRole("radio", { name: new RegExp(filled.severity ?? "S3") }).check();
  await form.getByRole("textbox", { name: "Description" }).fill(filled.description);
  return form;
}

/** Submits the form and answers the name of the ticket's group once it is open. */
export async function submitTicket(page: Page, title: string): Promise<string> {
  await ticketForm(page).getByRole("button", { name: "Submit ticket" }).click();
  const heading = page.getByRole("heading", { level: 2, name: new RegExp(`^#\\d+ ${title}$`) });
  await expect(heading).toBeVisible();
  return (await heading.textContent()) ?? "";
}

/** The details of the ticket that is shown, opened if they are not. */
export async function openDetails(page: Page): Promise<Locator> {
  const pane = page.getByRole("region", { name: "Ticket details" });
  if (!(await pane.isVisible())) await page.getByRole("button", { name: "Details" }).click();
  await expect(pane.getByRole("heading", { name: "Timeline" })).toBeVisible();
  return pane;
}

/** Makes an employee who has signed in a member of a ticket's group, as an invitation does. */
export async function addToTicket(databaseUrl: string, number: number, employeeName: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `INSERT INTO group_member (group_id, account_id, person_id, side, customer_account_id, joined_via, joined_at)
       SELECT t.group_id, t.account_id, p.id, 'customer', p.account_id, 'invitation', now()
       FROM ticket AS t JOIN person AS p ON p.account_id = t.account_id AND p.name = $2 WHERE t.number = $1`,
      [number, employeeName],
    );
    if (rowCount !== 1) throw new Error(`${employeeName} was not added to ticket ${number}`);
  } finally {
    await client.end();
  }
}
