import { findBrowsers } from "./browser.mjs";
import { build } from "./build.mjs";
import { STATIC_CHECKS, asOne, runPlaywright, runScript, runVitest } from "./checks.mjs";
import { ensureGenerated } from "./prisma.mjs";
import { dataDirectory } from "./root.mjs";
import { seconds } from "./steps.mjs";

/** `test`: every check there is; `check`: those that need no database and no browser. Arguments go to vitest. */
export async function run(session, args, name) {
  const total = { passed: 0, failed: 0 };
  const checked = (label, work) => reported(session, total, label, work);
  try {
    // Before anything that takes long: nobody should wait ten minutes to learn that there is no browser.
    const browsers = name === "test" ? await findBrowsers() : {};
    await ensureGenerated();
    await runStaticChecks(checked);
    if (name === "check") await checked("unit", () => runVitest(["--project", "unit", ...args]));
    else await runEverythingElse(session, checked, args, browsers);
  } catch (error) {
    console.error(error.isPlain ? error.message : error);
    total.failed += 1;
  }
  if (session.isStopping()) return 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

// Two at a time: some of them use one core only.
async function runStaticChecks(checked) {
  const waiting = [...STATIC_CHECKS];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { script } = next;
      await checked(next.label, () => runScript(script));
    }
  };
  await Promise.all([lane(), lane()]);
}

async function runEverythingElse(session, checked, args, browsers) {
  const server = await session.postgres({ home: dataDirectory("test"), durable: false });
  const env = { TEST_POSTGRES_URL: server.url, ...browsers };
  // First: fault tests and journeys run the product as built.
  await checked("build", () => build().then(() => asOne({ code: 0, output: "" })));
  await checked("unit and integration", () => runVitest(args, env));
  await checked("journeys", () => runPlaywright(env));
}

async function reported(session, total, label, work) {
  if (session.isStopping()) return;
  const start = Date.now();
  const failure = (error) => asOne({ code: 1, output: error.isPlain ? error.message : error.stack });
  const { passed, failed, output } = await work().catch(failure);
  if (session.isStopping()) return;
  total.passed += passed;
  total.failed += failed;
  const mark = failed === 0 ? "✓" : "✗";
  console.log(
    `${mark} ${label.padEnd(22)} ${seconds(start).padStart(6)} s   ${passed} passed, ${failed} failed`,
  );
  if (failed > 0) console.log(output);
}
