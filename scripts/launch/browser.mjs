import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { quietly, step } from "./steps.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = ["Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium"];

/** The browser of the journeys: CHROMIUM_PATH, one of the system, Playwright's own, or Debian's, installed if we may. */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !isExecutable(given)) throw new PlainError(`CHROMIUM_PATH: ${given} cannot be run`);
  return given || ofSystem() || (await ofPlaywright()) || (await ofDebian()) || refuse();
}

function ofSystem() {
  const directories = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name)));
  const onMac = MAC.map((program) => path.join("/Applications", program));
  return [...onPath, ...onMac].find(isExecutable);
}

async function ofPlaywright() {
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return own && isExecutable(own) ? own : undefined;
}

async function ofDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"];
  await step("No browser found: installing chromium and fonts-noto-cjk with apt-get", async () => {
    if (spawnSync("apt-get", ["update"], { env, stdio: "ignore" }).error) return;
    const { code, output } = await quietly("apt-get", install, { env });
    if (code !== 0) console.error(output);
  });
  return ofSystem();
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
