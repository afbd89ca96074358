import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";

// The launcher finds the browsers and says how to get one; started by hand, Playwright's own is used.
const { CHROMIUM_PATH, HEADLESS_SHELL_PATH = CHROMIUM_PATH } = process.env;

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 3,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  projects: [
    // The headless shell has no notifications.
    { name: "whole browser", testMatch: "alarm.spec.ts", use: { ...browserAt(CHROMIUM_PATH) } },
    { name: "journeys", testIgnore: ["alarm.spec.ts", "emergency.spec.ts"] },
    // It calls the whole service team of this installation, in the middle of whatever they are doing.
    { name: "all hands", testMatch: "emergency.spec.ts", dependencies: ["journeys", "whole browser"] },
  ],
  reporter: [["list"]],
  use: {
    ...browserAt(HEADLESS_SHELL_PATH),
    locale: "en-US",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  },
});

function browserAt(executablePath: string | undefined): PlaywrightTestConfig["use"] {
  return executablePath === undefined ? {} : { launchOptions: { executablePath, args: browserArguments() } };
}

/** What Chromium needs as root and without a network. */
function browserArguments(): string[] {
  const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
}
