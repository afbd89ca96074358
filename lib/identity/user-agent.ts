/** A browser and its system as a person knows them; null for what is not recognised. */
export type BrowserName = { browser: string | null; system: string | null };

/** Order matters: most browsers name those they descend from, too. */
const browsers: readonly [RegExp, string][] = [
  [/\b(?:Lark|Feishu)\//, "Feishu"],
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bMicroMessenger\//, "WeChat"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/\biPad\b/, "iPad"],
  [/\biPhone\b/, "iPhone"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

const first = (known: readonly [RegExp, string][], words: string): string | null =>
  known.find(([pattern]) => pattern.test(words))?.[1] ?? null;

/** What a browser's own words (its User-Agent) say of it, short enough to be recognised. */
export function browserOf(userAgent: string | null): BrowserName {
  const words = userAgent ?? "";
  return { browser: first(browsers, words), system: first(systems, words) };
}
