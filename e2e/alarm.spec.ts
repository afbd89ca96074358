import { expect, type Page } from "@playwright/test";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";
import { fillTicket, makeEngineer, putOnDuty, submitTicket } from "./journey/ticket-steps.ts";
import { numberOf, Time } from "./journey/time.ts";

/** What a page was seen to do: the notifications the browser has shown, and the tones that could be heard. */
type Noted = {
  notifications: { title: string; isShown: boolean; isClosed: boolean }[];
  tones: number;
  /** Seconds of sound, by the clock of what sounds. */
  clock: number;
};

const alarm = (page: Page) => page.getByRole("alert").filter({ hasText: "Emergency #" });

/** Runs in the page before it does anything: notes what it does, and lets it be done. */
function noteAlarms(): void {
  const noted = { notifications: [] as Noted["notifications"], tones: 0 };
  let sounding: BaseAudioContext | undefined;
  Object.assign(window, { readAlarms: () => ({ ...noted, clock: sounding?.currentTime ?? 0 }) });
  window.Notification = class extends window.Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      const one = { title, isShown: false, isClosed: false };
      noted.notifications.push(one);
      this.addEventListener("show", () => (one.isShown = true));
      this.addEventListener("close", () => (one.isClosed = true));
    }
  };
  const begins = Object.getOwnPropertyDescriptor(AudioScheduledSourceNode.prototype, "start");
  const start = begins?.value as (when?: number) => void;
  AudioScheduledSourceNode.prototype.start = function note(when?: number) {
    sounding = this.context;
    if (this.context.state === "running") noted.tones += 1;
    start.call(this, when);
  };
}

const noted = (page: Page): Promise<Noted> =>
  page.evaluate(() => (Reflect.get(window, "readAlarms") as () => Noted)());

/** Another tab is in front of the page, or none any more. */
async function putBehind(page: Page, isBehind: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    isBehind ? "hidden" : "visible",
  );
}

/** Waits until the page has been heard anew. */
async function expectSound(page: Page): Promise<void> {
  const { tones } = await noted(page);
  await expect.poll(async () => (await noted(page)).tones, { timeout: 30_000 }).toBeGreaterThan(tones + 1);
}

/** Waits for longer than the pause between two sounds, by the clock of the sound itself, and hears none. */
async function expectSilence(page: Page): Promise<void> {
  const { tones, clock } = await noted(page);
  await expect.poll(async () => (await noted(page)).clock).toBeGreaterThan(clock + 2);
  expect((await noted(page)).tones).toBe(tones);
}

async function declareEmergency(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Emergency" });
  await page.getByRole("button", { name: "Emergency", exact: true }).first().click();
  await dialog.getByRole("radio", { name: /business unavailable/i }).check({ force: true });
  await dialog.getByLabel("Impact").fill("No order can be placed");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByRole("button", { name: "Declare Emergency" }).click();
  await expect(dialog.getByText(/^Emergency declared/)).toBeVisible();
}

test("an emergency is heard and shown from a tab behind another, until it is acknowledged, and again when that lapses", async ({
  newWindow,
  newConnectedCustomer,
  admin,
  appUrl,
  databaseUrl,
}) => {
  const time = new Time(databaseUrl);
  const engineer = await makeEngineer(admin);
  const [customer] = await Promise.all([newConnectedCustomer("Avery"), putOnDuty(admin, engineer)]);
  const desk = await newWindow({ permissions: ["notifications"] });
  await desk.addInitScript(noteAlarms);
  await signInToDesk(desk, appUrl, engineer);
  await desk.getByRole("button", { name: "Enable sound" }).click();
  await expect(desk.getByText("Let this page be heard and seen")).toBeHidden();
  // Whichever page of the desk it is.
  await desk.getByRole("button", { name: "Settings" }).click();
  await desk.getByRole("menuitem", { name: "Tickets" }).click();
  await expect(desk.getByRole("heading", { name: "Tickets" })).toBeVisible();
  await putBehind(desk, true);

  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  await fillTicket(page, {
    title: "Orders are down",
    product: engineer.product,
    severity: "S1",
    description: "No order can be placed.",
  });
  const name = await submitTicket(page, "Orders are down");
  const title = `Emergency #${numberOf(name)}: ${customer.organizationName}`;
  await declareEmergency(page);

  const first = { title, isShown: true, isClosed: false };
  await expect.poll(async () => (await noted(desk)).notifications, { timeout: 30_000 }).toEqual([first]);
  await expectSound(desk);
  await expect(alarm(desk).getByText("No order can be placed")).toBeVisible();

  await putBehind(desk, false);
  await alarm(desk).getByRole("button", { name: "Acknowledge" }).click();
  await expect(alarm(desk)).toBeHidden();
  await expectSilence(desk);
  const gone = { ...first, isClosed: true };
  await expect.poll(async () => (await noted(desk)).notifications).toEqual([gone]);

  await putBehind(desk, true);
  await expect(async () => {
    await time.lapse(numberOf(name));
    await expect(alarm(desk)).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await expect.poll(async () => (await noted(desk)).notifications).toEqual([gone, first]);
  await expectSound(desk);
});

test("who has blocked notifications is told so, until the browser allows them", async ({
  newWindow,
  admin,
  appUrl,
}) => {
  const engineer = await makeEngineer(admin);
  // The browser refuses what is not among the permissions it was given.
  const desk = await newWindow({ permissions: ["clipboard-read"] });
  await signInToDesk(desk, appUrl, engineer);
  const notice = desk.getByText("This browser blocks notifications from this page");
  await expect(notice).toBeVisible();
  await expect(desk.getByRole("button", { name: "Enable notifications" })).toBeHidden();
  await desk.context().grantPermissions(["notifications"]);
  await expect(notice).toBeHidden();
});
