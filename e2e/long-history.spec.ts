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

  await noteWhatIsDrawn(page);
  const tops: number[] = [];
  const beginning = log(page).getByText("This is the beginning of the conversation.");
  await log(page).hover();
  await expect(async () => {
    tops.push((await linesInSight(page))[0] ?? 0);
    await page.mouse.wheel(0, -STEP);
    await expect(beginning).toBeInViewport({ timeout: 30 });
  }).toPass({ intervals: [20], timeout: 60_000 });
  await expect.poll(async () => (await linesInSight(page))[0]).toBe(1);
  expect(await page.evaluate(() => (window as unknown as Drawn).lines.size)).toBe(300);
  expect(await page.evaluate(() => (window as unknown as Drawn).untrueBeginnings)).toEqual([]);
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

/** Every line that was drawn, however briefly, and the lines above which the beginning was said to be. */
type Drawn = { lines: Set<string>; untrueBeginnings: string[] };

/** From now on, keeps in the page's window what is drawn. */
async function noteWhatIsDrawn(page: Page): Promise<void> {
  await log(page).evaluate((list) => {
    const drawn: Drawn = { lines: new Set(), untrueBeginnings: [] };
    const note = (): void => {
      const lines = [...list.querySelectorAll("article")].flatMap(
        ({ textContent }) => /line \d+/.exec(textContent)?.[0] ?? [],
      );
      for (const line of lines) drawn.lines.add(line);
      const header = [...list.querySelectorAll("p")].find(({ textContent }) =>
        textContent.startsWith("This is the beginning"),
      );
      // Out of sight it stands above what is not drawn.
      const isInSight =
        header !== undefined && header.getBoundingClientRect().bottom > list.getBoundingClientRect().top;
      if (isInSight && lines[0] !== undefined && lines[0] !== "line 1") drawn.untrueBeginnings.push(lines[0]);
    };
    note();
    new MutationObserver(note).observe(list, { childList: true, subtree: true, characterData: true });
    list.addEventListener("scroll", note, { capture: true });
    Object.assign(window, drawn);
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
