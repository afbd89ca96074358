import { afterEach, describe, expect, it } from "vitest";
import { APPLICATION_ROLE } from "@/lib/db/application-role";
import { type TestProcess, startProcess } from "@/lib/testing/child-process";

let worker: TestProcess | undefined;
afterEach(() => worker?.kill());

/** How often a worker of its own says at its start that it works as the owner of the tables. */
async function saidBy(environment: Record<string, string>): Promise<number> {
  worker = startProcess("worker.ts", environment);
  await worker.says("worker.started");
  return worker.output().split('"msg":"database.works_as_owner"').length - 1;
}

describe("a worker that nobody gave a role", () => {
  it("says so once", { timeout: 60_000 }, async () => {
    expect(await saidBy({ DATABASE_ROLE: "none" })).toBe(1);
    expect(worker?.output()).toContain('"setting":"DATABASE_ROLE"');
  });

  it("says nothing where it has one", { timeout: 60_000 }, async () => {
    expect(await saidBy({ DATABASE_ROLE: APPLICATION_ROLE })).toBe(0);
  });
});
