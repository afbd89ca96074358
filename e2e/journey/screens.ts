import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Language = "en" | "zh-CN";

/** A screen of the product and words that must stand on it. */
export type Screen = {
  name: string;
  path: string;
  words: Record<Language, readonly string[]>;
  /** What opens the part to be looked at, in either language. */
  open?: (page: Page) => Promise<void>;
};

/** Shows the browser's pages in a language, as the switch remembers it. */
async function chooseLanguage(page: Page, url: string, language: Language): Promise<void> {
  await page.context().addCookies([{ name: "ailink.locale", value: language, url }]);
}

/**
 * Looks at a screen in both languages: its words are there, axe finds nothing (in English in light colours; in Chinese in dark
 * ones, where only the contrast can differ), and at the width of a telephone nothing has to be scrolled sideways.
 */
export async function inspect(page: Page, appUrl: string, screen: Screen): Promise<void> {
  for (const [language, colorScheme] of [
    ["en", "light"],
    ["zh-CN", "dark"],
  ] as const) {
    await chooseLanguage(page, appUrl, language);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(appUrl + screen.path);
    await screen.open?.(page);
    for (const word of screen.words[language]) await expect(words(page, word)).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    expect(await problemsOf(page, colorScheme), `${screen.name}, ${language}, ${colorScheme}`).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(overflow), `${screen.name}, ${language}, at 390 px`).toEqual([]);
  }
}

const words = (page: Page, word: string) => page.getByText(word).filter({ visible: true }).first();

/** What axe finds: the rule and where. */
async function problemsOf(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colorScheme === "light" ? axe : axe.withRules("color-contrast")).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Runs in the page: what makes it wider than the screen. */
function overflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    .map((element) => `${element.tagName} ${element.className} ${(element.textContent ?? "").slice(0, 40)}`);
}
