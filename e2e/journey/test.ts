import { test as base } from "@playwright/test";
import { FeishuControl } from "../feishu/control-client.ts";
import { makeCustomer, type Customer } from "../world/customer.ts";
import { runAdmin } from "../world/run-admin.ts";

type Fixtures = {
  appUrl: string;
  feishu: FeishuControl;
  /** Makes a customer of this test's own. */
  newCustomer: (...employeeNames: string[]) => Promise<Customer>;
};

function environmentOfWorld(): Record<string, string> {
  return JSON.parse(process.env["E2E_ENVIRONMENT"] ?? "{}") as Record<string, string>;
}

/** Playwright's test in the running product, with a customer on demand; an error in a page's console fails it. */
export const test = base.extend<Fixtures>({
  appUrl: async ({}, use) => use(environmentOfWorld()["APP_URL"] ?? ""),
  feishu: async ({}, use) => use(new FeishuControl(environmentOfWorld()["FEISHU_API_BASE"] ?? "")),
  newCustomer: async ({ feishu }, use) => {
    await use((...names) => makeCustomer((...args) => runAdmin(environmentOfWorld(), args), feishu, names));
  },
});
