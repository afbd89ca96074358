import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { inspect } from "./journey/screens.ts";
import { test as base } from "./journey/test.ts";
import type { Person } from "./oidc/people.ts";
import { addPerson } from "./oidc/start.ts";

type Fixtures = {
  /** Makes the provider know somebody, with a verified address unless told otherwise. */
  newPerson: (claims?: Partial<Person>) => Promise<Person & { email: string }>;
};

const test = base.extend<Fixtures>({
  newPerson: async ({ openIdUrl }, use) => {
    await use(async (claims = {}) => {
      const sub = `person-${randomBytes(4).toString("hex")}`;
      const person = { sub, email: `${sub}@vendor.example`, email_verified: true, ...claims };
      await addPerson(openIdUrl, person);
      return person;
    });
  },
});

const button = (page: Page) => page.getByRole("link", { name: "Sign in with Vendor ID" });

/** At the provider: says who one is. */
async function be(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
}

const newStaff = ({ email }: { email: string }) =>
  ["create-staff", "--email", email, "--name", "Xu Wen", "--role", "tam", "--oidc"] as const;

test("a TAM comes in by the provider to the page asked for, and loses an open desk at once when disabled", async ({
  newWindow,
  newPerson,
  windows,
  admin,
  appUrl,
}) => {
  windows.expectErrors(/401/);
  const person = await newPerson();
  await admin(...newStaff(person));
  const page = await newWindow();

  await page.goto(`${appUrl}/desk/tickets`);
  await button(page).click();
  await be(page, person.sub);
  await expect(page).toHaveURL(`${appUrl}/desk/tickets`);

  await page.goto(`${appUrl}/desk`);
  await expect(page.getByText("No customer groups yet")).toBeVisible();
  const out = page.getByText("Your session has ended. Your drafts are kept on this device.");
  await admin("disable-staff", "--email", person.email);
  const committed = performance.now();
  await expect(out).toBeVisible({ timeout: 1_000 });
  process.stdout.write(
    `an open desk closed ${Math.round(performance.now() - committed)} ms after its account was disabled\n`,
  );

  // The provider still knows them; we do not.
  await page.goto(`${appUrl}/desk`);
  await button(page).click();
  await expect(page.getByText("Nobody here is known by this sign-in. Ask your operator.")).toBeVisible();
});

test("whom nobody knows is refused and may be somebody else; what does not belong here is explained", async ({
  newWindow,
  newPerson,
  admin,
  appUrl,
}) => {
  const [stranger, person] = [await newPerson(), await newPerson()];
  await admin(...newStaff(person));
  const page = await newWindow();
  await page.goto(`${appUrl}/desk/duty`);
  await button(page).click();
  await be(page, stranger.sub);
  await expect(page.getByText("Nobody here is known by this sign-in. Ask your operator.")).toBeVisible();

  await page.getByRole("link", { name: "Sign in as somebody else" }).click();
  await be(page, "Cancel");
  await expect(page.getByText("The sign-in was cancelled or refused by your organization.")).toBeVisible();

  await page.goto(`${appUrl}/desk/sign-in/oidc/callback?code=guessed&state=guessed`);
  await expect(page.getByText("This answer does not belong to a sign-in")).toBeVisible();

  await inspect(page, appUrl, {
    name: "sign-in page of the desk",
    path: "/desk/sign-in?problem=oidc_unknown",
    words: {
      en: ["Nobody here is known by this sign-in.", "Sign in as somebody else", "or with a password"],
      "zh-CN": ["此登录身份在这里不对应任何人。", "换一个身份登录", "或使用密码"],
    },
  });
});

test("a principal whom the operator has linked comes in to the console", async ({
  newWindow,
  newCustomer,
  newPerson,
  admin,
  appUrl,
}) => {
  const { accountAlias } = await newCustomer("Avery");
  const person = await newPerson({ preferred_username: accountAlias });
  const page = await newWindow();

  // The name alone proves nothing.
  await page.goto(`${appUrl}/console/plan`);
  await button(page).click();
  await be(page, person.sub);
  await expect(page.getByText("Nobody here is known by this sign-in. Ask your operator.")).toBeVisible();

  await admin("link-oidc", "--account", accountAlias, "--subject", person.sub);
  await page.getByRole("link", { name: "Sign in as somebody else" }).click();
  await be(page, person.sub);
  await expect(page).toHaveURL(`${appUrl}/console/plan`);
});
