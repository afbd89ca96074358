import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const PURE = [
  "lib/**/{policy,contract}.test.ts",
  "lib/**/browser/**/*.test.ts",
  "components/**/*.test.{ts,tsx}",
  "lib/{errors,config,i18n,log}/**/*.test.ts",
];

/** Up to a minute each: started last, one of them would run alone, with the other core idle. */
const LONG =
  /e2e\/(isolation|faults|secrets)\/|(worker-crash|person-faults|property|both-settings)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): number => Number(LONG.test(moduleId));
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's, not an array's
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => isLong(b) - isLong(a));
  }
}

export default defineConfig({
  resolve: {
    alias: {
      "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""),
      "server-only": fileURLToPath(new URL("./lib/testing/empty.ts", import.meta.url)),
    },
  },
  test: {
    // Nobody's zone: a date that forgets to name its own is wrong by 5 hours 45 minutes.
    env: { TZ: "Asia/Kathmandu" },
    retry: 0,
    sequence: { sequencer: LongFirst },
    // Most of them wait for PostgreSQL, for processes, for time limits: more at once than there are cores.
    maxWorkers: 5,
    // What has to start anew for each file does so in start-anew.ts.
    isolate: false,
    setupFiles: ["lib/testing/start-anew.ts", "lib/testing/console-guard.ts"],
    projects: [
      { extends: true, test: { name: "unit", include: PURE } },
      {
        extends: true,
        test: {
          name: "integration",
          include: [
            "lib/**/*.test.ts",
            "admin/**/*.test.ts",
            "prisma/**/*.test.ts",
            "scripts/**/*.test.ts",
            "e2e/{faults,isolation,secrets}/**/*.test.ts",
          ],
          exclude: PURE,
          globalSetup: ["lib/testing/template-database.ts"],
          setupFiles: ["lib/testing/own-database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: "feishu", include: ["e2e/feishu/**/*.test.ts"], testTimeout: 30_000 },
      },
    ],
  },
});
