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
  const [atVendor, inFeishu] = await Promise.all([
    makeAccount(admin, mark),
    makeTenant(feishu, mark, employeeNames),
  ]);
  return { ...atVendor, ...inFeishu };
}

/** An account with its plan and the plan's service team. */
async function makeAccount(admin: Admin, mark: string) {
  const command = (name: string, options: Record<string, string>) =>
    admin(name, ...Object.entries(options).flatMap(([option, value]) => [`--${option}`, value]));
  const tam = { email: `tam-${mark}@vendor.example`, password: password(), name: `TAM ${mark}` };
  const deputy = { email: `deputy-${mark}@vendor.example`, password: password(), name: `Deputy ${mark}` };
  const alias = `customer-${mark}`;
  const accountPassword = password();
  await Promise.all([
    command("create-account", { name: `Customer ${mark}`, alias, password: accountPassword }),
    command("create-staff", { ...tam, role: "tam" }),
    command("create-staff", { ...deputy, role: "tam" }),
  ]);
  await command("set-plan", { account: alias, tier: "enterprise", from: "2026-01-01", to: "2036-01-01" });
  await command("set-tam", { account: alias, tam: tam.email, deputy: deputy.email });
  return { accountAlias: alias, accountPassword, tam, deputy };
}

/** A Feishu organization with people and a healthy app. */
async function makeTenant(feishu: FeishuControl, mark: string, employeeNames: string[]) {
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
  return { organizationName, tenantKey, appName: name.en, ...app, employees };
}
