import { randomBytes } from "node:crypto";
import type { FeishuControl } from "../feishu/control-client.ts";

/** What `npm run admin` needs to know of a running product. */
export type Admin = (...args: string[]) => Promise<string>;

/** A customer of a test's own: account with plan and service team, Feishu tenant with a healthy app and people. */
export type Customer = {
  accountAlias: string;
  accountPassword: string;
  tam: { email: string; password: string; name: string };
  deputy: { email: string; password: string; name: string };
  organizationName: string;
  tenantKey: string;
  appName: string;
  appId: string;
  appSecret: string;
  employees: { userId: string; name: string }[];
};

const password = (): string => randomBytes(12).toString("base64url");

/** Ids and secret of an app that exists nowhere yet. */
export function newCredentials(): { appId: string; appSecret: string } {
  return { appId: `cli_${randomBytes(8).toString("hex")}`, appSecret: randomBytes(16).toString("hex") };
}

/** Makes a customer nobody else uses, by the same commands and settings a real one is made with. */
export async function makeCustomer(
  admin: Admin,
  feishu: FeishuControl,
  employeeNames: string[],
): Promise<Customer> {
  const mark = randomBytes(4).toString("hex");
  const tam = { email: `tam-${mark}@vendor.example`, password: password(), name: `TAM ${mark}` };
  const deputy = { email: `deputy-${mark}@vendor.example`, password: password(), name: `Deputy ${mark}` };
  const accountAlias = `customer-${mark}`;
  const accountPassword = password();
  await admin(
    "create-account",
    "--name",
    `Customer ${mark}`,
    "--alias",
    accountAlias,
    "--password",
    accountPassword,
  );
  for (const staff of [tam, deputy]) {
    await admin(
      "create-staff",
      "--email",
      staff.email,
      "--name",
      staff.name,
      "--role",
      "tam",
      "--password",
      staff.password,
    );
  }
  await admin(
    "set-plan",
    "--account",
    accountAlias,
    "--tier",
    "enterprise",
    "--from",
    "2026-01-01",
    "--to",
    "2036-01-01",
  );
  await admin("set-tam", "--account", accountAlias, "--tam", tam.email, "--deputy", deputy.email);
  const organizationName = `组织 ${mark}`;
  const tenantKey = randomBytes(8).toString("hex");
  await feishu.createTenant({ tenantKey, name: organizationName, edition: "basic" });
  const employees = employeeNames.map((name, index) => ({
    userId: `user${mark}${index}`,
    name: `${name} ${mark}`,
  }));
  for (const { userId, name } of employees)
    await feishu.createUser({ userId, tenantKey, name: { zh: name, en: name } });
  const app = newCredentials();
  const name = { zh: `云企业服务 ${mark}`, en: `Cloud Enterprise Service ${mark}` };
  await feishu.createApp({ ...app, tenantKey, name, ownerUserId: employees[0]?.userId ?? "" });
  return {
    accountAlias,
    accountPassword,
    tam,
    deputy,
    organizationName,
    tenantKey,
    appName: name.en,
    ...app,
    employees,
  };
}
