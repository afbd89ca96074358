import { expect } from "@playwright/test";
import type { FeishuControl } from "./feishu/control-client.ts";
import {
  addChannel,
  type Credentials,
  credentialFields,
  fillCredentials,
  signInToConsoleByForm,
} from "./journey/console-steps.ts";
import { test } from "./journey/test.ts";
import { type Customer, newCredentials } from "./world/customer.ts";

type Failure = {
  name: string;
  /** What is typed instead of the right values. */
  typed?: Partial<Credentials>;
  happen?: (feishu: FeishuControl, customer: Customer) => Promise<unknown>;
  mend?: (feishu: FeishuControl, customer: Customer) => Promise<unknown>;
  says: RegExp;
};

const onTokenCall =
  (kind: "reset" | "html-502" | "latency") =>
  (feishu: FeishuControl, { appId }: Customer) =>
    feishu.addFault({ route: "auth.tenant_access_token", kind, appId, delayMs: 10_000, times: 0 });
const clearFaults = (feishu: FeishuControl) => feishu.clearFaults();

const failures: Failure[] = [
  {
    name: "wrong secret",
    typed: { appSecret: newCredentials().appSecret },
    says: /^The App Secret does not belong to this App ID\./,
  },
  { name: "malformed App ID", typed: { appId: "my-app" }, says: /^This is not an App ID\./ },
  {
    name: "unknown App ID",
    typed: { appId: newCredentials().appId },
    says: /^Feishu knows no app with this App ID\./,
  },
  {
    name: "unpublished app",
    happen: (feishu, { appId }) => feishu.unpublish(appId),
    mend: (feishu, { appId }) => feishu.publishVersion(appId),
    says: /^The app has no published version in your organization\./,
  },
  {
    name: "missing scope",
    happen: (feishu, { appId }) => feishu.changeApp(appId, { withheldScopes: ["im:message:send_as_bot"] }),
    mend: (feishu, { appId }) => feishu.changeApp(appId, { withheldScopes: [] }),
    says: /^The app lacks these permissions: im:message:send_as_bot\./,
  },
  {
    name: "bot off",
    happen: (feishu, { appId }) => feishu.changeApp(appId, { botDisabledByTenant: true }),
    mend: (feishu, { appId }) => feishu.changeApp(appId, { botDisabledByTenant: false }),
    says: /^The app's bot is not active\./,
  },
  {
    name: "Feishu down",
    happen: onTokenCall("reset"),
    mend: clearFaults,
    says: /^Feishu cannot be reached/,
  },
  {
    name: "Feishu slow",
    happen: onTokenCall("latency"),
    mend: clearFaults,
    says: /^Feishu did not answer in time\./,
  },
  {
    name: "an answer that is HTML",
    happen: onTokenCall("html-502"),
    mend: clearFaults,
    says: /^Something other than Feishu answered/,
  },
];

test("every failure of Add Channel says what is wrong, keeps what was typed and stores nothing", async ({
  newWindow,
  newCustomer,
  appUrl,
  feishu,
}) => {
  const customer = await newCustomer("Avery");
  const page = await newWindow();
  await signInToConsoleByForm(page, appUrl, customer);
  await page.goto(`${appUrl}/console/channels/add/feishu`);
  const fields = credentialFields(page);

  for (const { name, typed, happen, mend, says } of failures) {
    await test.step(name, async () => {
      const entered = { ...customer, ...typed };
      // Only what is wrong is typed anew: what the failure before left must still be there.
      if (typed) await fillCredentials(page, entered);
      await happen?.(feishu, customer);
      await page.getByRole("button", { name: "Add Channel" }).click();
      const refusal = page.getByRole("alert").filter({ hasText: /\S/ });
      await expect(refusal).toHaveText(says);
      await expect(fields.organizationName).toHaveValue(entered.organizationName);
      await expect(fields.appId).toHaveValue(entered.appId);
      await expect(fields.appSecret).toHaveValue(entered.appSecret);
      await mend?.(feishu, customer);
      if (typed) await fillCredentials(page, customer);
    });
  }

  const list = await page.context().newPage();
  await list.goto(`${appUrl}/console/channels`);
  await expect(list.getByText("No channel yet")).toBeVisible();
  await page.getByRole("button", { name: "Add Channel" }).click();
  await expect(page.getByText("Channel added")).toBeVisible();
  await list.reload();
  await expect(list.getByRole("list", { name: "Channels" }).getByText(customer.appId)).toBeVisible();
});

test("without an active support plan Add Channel is off and says why", async ({
  newWindow,
  admin,
  appUrl,
}) => {
  const { appSecret: accountPassword } = newCredentials();
  const accountAlias = `no-plan-${accountPassword.slice(0, 8)}`;
  await admin("create-account", "--name", "No Plan", "--alias", accountAlias, "--password", accountPassword);
  const page = await newWindow();
  await signInToConsoleByForm(page, appUrl, { accountAlias, accountPassword });
  const isOff = async (reason: RegExp) => {
    await page.goto(`${appUrl}/console/channels`);
    await expect(page.getByText(reason)).toBeVisible();
    await expect(page.getByRole("button", { name: "Add Channel" })).toBeDisabled();
    await expect(page.getByText("Add Channel is off because")).toBeVisible();
    await page.goto(`${appUrl}/console/channels/add/feishu`);
    await expect(page.getByText(reason)).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveCount(0);
  };
  const setPlan = (from: string, to: string) =>
    admin("set-plan", "--account", accountAlias, "--tier", "enterprise", "--from", from, "--to", to);

  await isOff(/This account has no Enterprise Support Plan/);
  await setPlan("2020-01-01", "2021-06-01");
  await isOff(/Your Enterprise support plan expired on June 1, 2021/);
  await setPlan("2020-01-01", "2036-01-01");
  await page.goto(`${appUrl}/console/channels`);
  await expect(page.getByRole("link", { name: "Add Channel" })).toBeVisible();
});

test("a RAM user assumes a role and adds the channel under it", async ({
  newWindow,
  newCustomer,
  admin,
  appUrl,
}) => {
  const customer = await newCustomer("Avery");
  const { accountAlias, accountPassword } = customer;
  await admin("create-ram-user", "--account", accountAlias, "--name", "ops", "--password", accountPassword);
  await admin("create-ram-role", "--account", accountAlias, "--name", "channel-admin", "--for", "ops");
  const page = await newWindow();
  await signInToConsoleByForm(page, appUrl, { accountAlias: `ops@${accountAlias}`, accountPassword });
  await page.getByRole("button", { name: "Assume channel-admin" }).click();
  await expect(page.getByText("Role: channel-admin")).toBeVisible();
  await addChannel(page, customer);
  await page.getByRole("link", { name: "Back to Channel Management" }).click();
  await expect(page.getByText("by ops as channel-admin")).toBeVisible();

  const answers: string[] = [];
  await page.route("**/*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const response = await route.fetch({ maxRedirects: 0 });
    answers.push(await response.text());
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to the console" })).toBeVisible();
  // The answer brings the next page along: the server asked itself for it, not whoever listens at Next's default port.
  expect(answers.join()).toContain("Sign in to the console");
});
