import { expect, test as base, type Page } from "@playwright/test";
import { FeishuControl } from "../feishu/control-client.ts";
import { type Admin, type Customer, makeCustomer } from "../world/customer.ts";
import { adminOfWorker } from "./admin-process.ts";
import { type WindowOptions, Windows } from "./windows.ts";
import { environmentOfWorld } from "./world-environment.ts";

type Fixtures = {
  appUrl: string;
  databaseUrl: string;
  /** The OpenID provider of the desk and the console. */
  openIdUrl: string;
  feishu: FeishuControl;
  /** Makes a customer of this test's own. */
  newCustomer: (...employeeNames: string[]) => Promise<Customer>;
  /** The same with its Feishu channel added, as the console does it: main-job.spec.ts and add-channel.spec.ts go there by hand. */
  newConnectedCustomer: (...employeeNames: string[]) => Promise<Customer>;
  windows: Windows;
  /** A page in a browser of its own; an error in its console fails the test. */
  newWindow: (options?: WindowOptions) => Promise<Page>;
};

type WorkerFixtures = {
  /** `npm run admin -- …`, and what admin-child.ts adds. */
  admin: Admin;
};

/** Playwright's test in the running product, with customers and browsers on demand. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  appUrl: async ({}, use) => use(environmentOfWorld()["APP_URL"] ?? ""),
  databaseUrl: async ({}, use) => use(environmentOfWorld()["DATABASE_URL"] ?? ""),
  openIdUrl: async ({}, use) => use(environmentOfWorld()["DESK_OIDC_ISSUER"] ?? ""),
  feishu: async ({}, use) => use(new FeishuControl(environmentOfWorld()["FEISHU_API_BASE"] ?? "")),
  admin: [
    async ({}, use) => {
      const { admin, stop } = await adminOfWorker();
      await use(admin);
      await stop();
    },
    { scope: "worker" },
  ],
  newCustomer: async ({ feishu, admin }, use) => use((...names) => makeCustomer(admin, feishu, names)),
  newConnectedCustomer: async ({ newCustomer, admin }, use) => {
    await use(async (...names) => {
      const customer = await newCustomer(...names);
      const { accountAlias, organizationName, appId, appSecret } = customer;
      await admin("connect", accountAlias, organizationName, appId, appSecret);
      return customer;
    });
  },
  windows: async ({ browser, feishu }, use) => {
    const windows = new Windows(browser, feishu.url);
    await use(windows);
    await windows.close();
    expect(windows.errors(), "errors in the browsers' consoles").toEqual([]);
  },
  newWindow: async ({ windows }, use) => use((options) => windows.open(options)),
});
