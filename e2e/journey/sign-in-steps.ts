import { expect, type Page } from "@playwright/test";
import type { Customer } from "../world/customer.ts";
import { adminOfWorker } from "./admin-process.ts";
import type { Principal } from "./console-steps.ts";
import { composer } from "./conversation-steps.ts";

// For journeys that are about something else: the same commands and routes as by hand, without drawing the pages on the
// way: each page a new browser starts takes about a second of processor time (docs/decisions/0093-tests-share-processes.md).

type Cookie = { name: string; value: string };

/** Signs in to the desk with e-mail and password, and opens it. */
export async function signInToDesk(
  page: Page,
  appUrl: string,
  staff: { email: string; password: string },
): Promise<void> {
  await bringSession(page, appUrl, ["staff", staff.email, staff.password]);
  await page.goto(`${appUrl}/desk`);
}

/** Signs in to the console as the customer's primary account, or as whoever else is named, and opens it. */
export async function signInToConsole(page: Page, appUrl: string, principal: Principal): Promise<void> {
  await bringSession(page, appUrl, ["console", principal.accountAlias, principal.accountPassword]);
  await page.goto(`${appUrl}/console`);
  await expect(page.getByRole("heading", { name: "My Expert Service" })).toBeVisible();
}

async function bringSession(page: Page, appUrl: string, credentials: string[]): Promise<void> {
  const { admin } = await adminOfWorker();
  const cookie = JSON.parse(await admin("sign-in", ...credentials)) as Cookie;
  await page.context().addCookies([{ ...cookie, url: appUrl, httpOnly: true, sameSite: "Lax" }]);
}

/** Comes in through Feishu as the browser's person, who approves, and opens one of the channel's pages. */
export async function enterThroughFeishu(page: Page, address: string): Promise<void> {
  const { origin, pathname, search } = new URL(address);
  const appId = pathname.split("/")[2] ?? "";
  const { request } = page.context();
  const login = `${origin}/thirdparty/feishu/${appId}/login?redirect=${encodeURIComponent(pathname + search)}`;
  const asked = new URL((await request.get(login)).url());
  const decision = await request.post(`${asked.origin}${asked.pathname}/decision`, {
    form: { query: asked.search.slice(1), decision: "approve" },
    maxRedirects: 0,
  });
  const back = decision.headers()["location"];
  if (back === undefined) throw new Error(`no way back from Feishu: ${await decision.text()}`);
  await request.get(back, { maxRedirects: 0 });
  await page.goto(address);
  await expect(composer(page)).toBeVisible();
}

/** The address of the channel's workbench. */
export function workbenchOf(appUrl: string, customer: Customer): string {
  return `${appUrl}/feishu/${customer.appId}/workbench`;
}
