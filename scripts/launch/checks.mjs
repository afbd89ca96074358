import { mkdir, readFile, rm } from "node:fs/promises";
import { dataDirectory, npmProgram } from "./root.mjs";
import { quietly } from "./steps.mjs";

/** The checks that only read the code; each is a script of package.json and counts as one test. */
export const STATIC_CHECKS = [
  { label: "format", script: "format:check" },
  { label: "lint", script: "lint" },
  { label: "types", script: "types" },
  { label: "architecture", script: "arch" },
  { label: "dead code", script: "dead" },
];

/** Runs a script of package.json; passed or failed as a whole. */
export async function runScript(script) {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
  return asOne(await quietly("sh", ["-c", scripts[script]]));
}

/** Runs vitest and counts its tests; a file that cannot even be loaded counts as one failure. */
export async function runVitest(args, env) {
  return counted("vitest", [npmProgram("vitest/vitest.mjs"), "run", ...args], env, (report) => {
    const broken = report.testResults.filter(
      (file) => file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
  });
}

/** Runs the journeys and counts them; one that passed only on a second try, or did not run, has failed. */
export async function runPlaywright(env) {
  return counted("playwright", [npmProgram("@playwright/test/cli.js"), "test"], env, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
  }));
}

/** A step that either passes or fails. */
export function asOne({ code, output }) {
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}

async function counted(name, args, env, count) {
  const file = dataDirectory("test", `${name}.json`);
  await mkdir(dataDirectory("test"), { recursive: true });
  await rm(file, { force: true });
  const reporting =
    name === "vitest"
      ? { args: ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`], env: {} }
      : { args: ["--reporter=line,json"], env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file } };
  const options = { env: { ...process.env, ...env, ...reporting.env, NO_COLOR: "1" } };
  const { code, output } = await quietly(process.execPath, [...args, ...reporting.args], options);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return asOne({ code: code || 1, output });
  const { passed, failed } = count(JSON.parse(text));
  // An error outside of any test ends with a failing code and no failed test.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output };
}
