import { z } from "zod";
import { loadDemoDuty } from "@/admin/demo-duty";
import { DEMO_PASSWORD, demoAccounts, demoRam, demoStaff } from "@/admin/demo-people";
import { createAccount } from "@/lib/accounts/commands/create-account";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { setPlan } from "@/lib/channels/commands/set-plan";
import { findAccount } from "@/lib/accounts/queries/find-account";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { setEdition } from "@/lib/channels/commands/set-edition";
import { setTam } from "@/lib/channels/commands/set-tam";
import { currentTime } from "@/lib/config/clock";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { markDemo } from "@/lib/identity/commands/mark-demo";

const appSchema = z.object({ appId: z.string(), appSecret: z.string() });

/** The apps of the local Feishu the demo uses: a1 and b1 become channels, a2 is left to add by hand. */
export const demoAppsSchema = z.object({ a1: appSchema, a2: appSchema, b1: appSchema });
export type DemoApps = z.output<typeof demoAppsSchema>;

const actor = { kind: "system", name: "demo-data" } as const;
const DAY = 24 * 60 * 60 * 1_000;

/** Loading the data again finds most of it made. */
const madeAlready = new Set([
  "identity.email_taken",
  "accounts.alias_taken",
  "accounts.principal_name_taken",
  "channels.already_registered",
  "channels.already_registered_by_service",
]);

async function unlessMade(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    if (!isAppError(thrown) || !madeAlready.has(thrown.reason)) throw thrown;
  }
}

async function addCustomers(now: Date): Promise<void> {
  const day = (days: number) => new Date(now.getTime() + days * DAY);
  for (const { alias, name, tier, fromDays, toDays } of demoAccounts) {
    await unlessMade(createAccount(actor, { alias, name, password: DEMO_PASSWORD }, { now }));
    await setPlan(actor, { alias, tier, validFrom: day(fromDays), validTo: day(toDays) }, { now });
    const [tam, deputy] = demoStaff;
    await setTam(actor, { alias, tam: tam.email, deputy: deputy.email }, { now });
  }
  const { alias, user, role } = demoRam;
  await unlessMade(createRamUser(actor, { alias, name: user, password: DEMO_PASSWORD }, { now }));
  await unlessMade(createRamRole(actor, { alias, name: role }, { now }));
  await grantRole(actor, { alias, user, role }, { now });
}

async function registerChannel(alias: string, app: DemoApps["a1"], now: Date): Promise<void> {
  const account = await findAccount(actor, { alias }, { now });
  if (!account) throw new AppError("NOT_FOUND", "accounts.no_such_account");
  const input = { organizationName: account.name, ...app };
  await unlessMade(addChannel({ ...actor, accountId: account.id }, input, { now }));
}

/**
 * Fills a demo by the commands that fill a real installation: service team with skills and shifts, three customers (one
 * with an expired plan), a RAM user with a role, two channels verified with the local Feishu. Running it again adds what is missing and renews
 * the plans.
 */
export async function loadDemoData(apps: DemoApps): Promise<void> {
  const now = currentTime();
  await markDemo(actor, {}, { now });
  for (const { email, name, roles } of demoStaff)
    await unlessMade(
      createStaff(actor, { email, name, roles: [...roles], password: DEMO_PASSWORD }, { now }),
    );
  await loadDemoDuty(actor, now);
  await addCustomers(now);
  await registerChannel("xingqiao", apps.a1, now);
  await registerChannel("beichen", apps.b1, now);
  await setEdition(actor, { appId: apps.a1.appId, edition: "basic" }, { now });
  await setEdition(actor, { appId: apps.b1.appId, edition: "paid" }, { now });
}
