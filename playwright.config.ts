import { defineConfig } from "@playwright/test";

// The launcher finds the browser and says how to get one; started by hand, Playwright's own is used.
const executablePath = process.env["CHROMIUM_PATH"];

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: "journeys", testIgnore: "emergency.spec.ts" },
    // It calls the whole service team of this installation, in the middle of whatever they are doing.
    { name: "all hands", testMatch: "emergency.spec.ts", dependencies: ["journeys"] },
  ],
  reporter: [["list"]],
  use: {
    ...(executablePath === undefined ? {} : { launchOptions: { executablePath, args: browserArguments() } }),
    locale: "en-US",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  },
});

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
