import { expect, type Locator, type Page } from "@playwright/test";
import { writeHistory } from "./journey/history.ts";
import { enterThroughFeishu, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

const log = (page: Page): Locator => page.getByRole("log");

test("a long history is read to its beginning, and older messages push nothing away", async ({
  newWindow,
  newConnectedCustomer,
  databaseUrl,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  await writeHistory(databaseUrl, customer, 300);
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  // Until the last rows are measured, the end moves.
  await expect.poll(async () => (await linesInSight(page)).at(-1)).toBe(300);

  await noteDrawnLines(page);
  const tops: number[] = [];
  const beginning = log(page).getByText("This is the beginning of the conversation.");
  await log(page).hover();
  await expect(async () => {
    tops.push((await linesInSight(page))[0] ?? 0);
    await page.mouse.wheel(0, -STEP);
    await expect(beginning).toBeInViewport({ timeout: 30 });
  }).toPass({ intervals: [20], timeout: 60_000 });
  await expect.poll(async () => (await linesInSight(page))[0]).toBe(1);
  expect(await page.evaluate(() => (window as unknown as { drawn: Set<string> }).drawn.size)).toBe(300);
  // A page that pushed what was being read away would show as a leap of its fifty lines; while rows that were just put in
  // are measured, some lines move back and forth.
  const leaps = tops.slice(1).map((top, index) => (tops[index] ?? 0) - top);
  expect(Math.min(...leaps)).toBeGreaterThan(-45);
  expect(Math.max(...leaps)).toBeLessThan(45);

  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(log(page).getByText("line 300", { exact: true })).toBeInViewport();
});

/** How far one turn of the wheel goes. */
const STEP = 300;

/** From now on, keeps every line that is drawn, however briefly, in the page's `drawn`. */
async function noteDrawnLines(page: Page): Promise<void> {
  await log(page).evaluate((list) => {
    const drawn = new Set<string>();
    const note = (): void => {
      for (const { textContent } of list.querySelectorAll("article")) {
        const [line] = /line \d+/.exec(textContent) ?? [];
        if (line !== undefined) drawn.add(line);
      }
    };
    note();
    new MutationObserver(note).observe(list, { childList: true, subtree: true, characterData: true });
    Object.assign(window, { drawn });
  });
}

/** The numbers of the lines on the screen, from the top, as the last frame showed them: what is put right before a frame nobody saw. */
function linesInSight(page: Page): Promise<number[]> {
  return log(page).evaluate(async (list) => {
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    const { top, bottom } = list.getBoundingClientRect();
    return [...list.querySelectorAll("article")]
      .filter((article) => {
        const box = article.getBoundingClientRect();
        return box.bottom > top && box.top < bottom;
      })
      .map((article) => Number(/line (\d+)/.exec(article.textContent ?? "")?.[1]));
  });
}
