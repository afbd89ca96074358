import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { quietly, step } from "./steps.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const SHELL_NAMES = ["chromium-headless-shell", "chrome-headless-shell"];
const MAC = ["Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium"];

/** The browsers of the journeys, by the names under which playwright.config.ts expects them. */
export async function findBrowsers() {
  const browser = await findBrowser();
  const shell = await findHeadlessShell();
  return { CHROMIUM_PATH: browser, ...(shell && { HEADLESS_SHELL_PATH: shell }) };
}

/** CHROMIUM_PATH, one of the system, Playwright's own, or Debian's, installed if we may. */
async function findBrowser() {
  const find = async () => given("CHROMIUM_PATH") || ofSystem() || (await ofPlaywright());
  const found = await find();
  if (found) return found;
  await installFromDebian("No browser found", ["chromium", "fonts-noto-cjk"]);
  return (await find()) || refuse();
}

/**
 * Chromium without windows, which opens a page with a third of the work: HEADLESS_SHELL_PATH, the
 * system's, or Debian's, installed if we may. Undefined: there is none, and the browser does it.
 */
async function findHeadlessShell() {
  const find = () => given("HEADLESS_SHELL_PATH") || onPath(SHELL_NAMES).find(isExecutable);
  const found = find();
  if (found) return found;
  await installFromDebian("No headless shell found", ["chromium-headless-shell"]);
  return find();
}

function given(name) {
  const program = process.env[name];
  if (program && !isExecutable(program)) throw new PlainError(`${name}: ${program} cannot be run`);
  return program;
}

function ofSystem() {
  const onMac = MAC.map((program) => path.join("/Applications", program));
  return [...onPath(NAMES), ...onMac].find(isExecutable);
}

function onPath(names) {
  const directories = (process.env.PATH ?? "").split(path.delimiter);
  return names.flatMap((name) => directories.map((directory) => path.join(directory, name)));
}

async function ofPlaywright() {
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return own && isExecutable(own) ? own : undefined;
}

async function installFromDebian(why, packages) {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await step(`${why}: installing ${packages.join(" and ")} with apt-get`, async () => {
    if (spawnSync("apt-get", ["update"], { env, stdio: "ignore" }).error) return;
    const install = ["install", "-y", "--no-install-recommends", ...packages];
    const { code, output } = await quietly("apt-get", install, { env });
    if (code !== 0) console.error(output);
  });
}

function refuse() {
  throw new PlainError(
    "No browser for the journeys: install Chromium or Chrome (Debian: apt-get install chromium fonts-noto-cjk), run npx playwright install chromium, or set CHROMIUM_PATH.",
  );
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
