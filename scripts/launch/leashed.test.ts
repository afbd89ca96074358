import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import { startLeashed } from "./leashed.mjs";

const WAITS = "setInterval(() => {}, 1000); console.log(process.pid);";
const DEAF = `process.on("SIGTERM", () => console.log("no")); ${WAITS}`;
const POLITE = `process.on("SIGTERM", () => setTimeout(() => { console.log("bye"); process.exit(7); }, 100)); ${WAITS}`;

describe("a leashed command", () => {
  it("ends with its own exit code", async () => {
    expect(await startLeashed(process.execPath, ["-e", "process.exit(3)"]).exited).toBe(3);
  });

  it("that does not exist fails like one the shell cannot find", async () => {
    expect(await startLeashed("/no/such/program", [], { stdio: "pipe" }).exited).toBe(127);
  });

  it("is asked to stop and may finish its work", async () => {
    const child = startLeashed(process.execPath, ["-e", POLITE], { stdio: "pipe" });
    const output = text(child.stdout);
    await once(child.stdout, "data");
    expect(await child.stop()).toBe(7);
    expect(await output).toContain("bye");
  });

  it("is forced when it does not stop in its grace", async () => {
    const child = startLeashed(process.execPath, ["-e", DEAF], { stdio: "pipe", graceMs: 200 });
    await once(child.stdout, "data");
    expect(await child.stop()).toBe(128);
  });

  it("is forced at once when its owner does not want to wait", async () => {
    const child = startLeashed(process.execPath, ["-e", DEAF], { stdio: "pipe", graceMs: 60_000 });
    await once(child.stdout, "data");
    void child.stop();
    expect(await child.force()).toBe(128);
  });

  it("does not outlive an owner that was killed", async () => {
    const file = JSON.stringify(path.resolve("scripts/launch/leashed.mjs"));
    const code = `(await import(${file})).startLeashed(process.execPath, ["-e", ${JSON.stringify(WAITS)}]);`;
    const owner = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [data] = (await once(owner.stdout, "data")) as [Buffer];
    const pid = Number(data.toString());
    owner.kill("SIGKILL");
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 10_000);
  });
});
