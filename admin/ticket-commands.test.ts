import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { prisma } from "@/lib/db/prisma";
import { aCustomer } from "@/lib/testing/conversation-world";
import { defaultSlaPolicy } from "@/lib/tickets/sla-targets";

let folder = "";
let alias = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "sla-"));
  ({ accountId: alias } = await aCustomer());
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs one command line as admin.ts does. */
async function admin(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  let [out, errors, code] = ["", "", 0];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((errors += String(text)), true));
  try {
    await program({ start: () => undefined }).parseAsync(args, { from: "user" });
  } catch (thrown) {
    code = tellFailure(thrown);
  }
  vi.restoreAllMocks();
  return { code, out, errors };
}

async function setFrom(text: string) {
  const file = path.join(folder, "policy.json");
  await writeFile(file, text);
  return admin("set-sla", "--account", alias, "--file", file);
}

describe("the SLA of an account", () => {
  it("is shown in the form in which it is set", async () => {
    const shown = await admin("show-sla", "--account", alias);
    expect(JSON.parse(shown.out)).toEqual(defaultSlaPolicy);

    const done = await setFrom(shown.out.replace("Asia/Shanghai", "Asia/Hong_Kong"));

    expect(done).toMatchObject({ code: 0, errors: "" });
    expect(done.out).toMatch(/due times of 0 open tickets/);
    expect((await admin("show-sla", "--account", alias)).out).toMatch(/"zone": "Asia\/Hong_Kong"/);
  });

  const policy = () => structuredClone(defaultSlaPolicy);
  const text = (change: object) => JSON.stringify({ ...policy(), ...change });

  it.each([
    ["text that is not JSON", "Mon-Fri 9-18", /policy\.json is not valid JSON/],
    ["another JSON", "[]", /not an SLA policy/],
    ["a part more", text({ holidays: [] }), /not an SLA policy/],
    ["no calendar", text({ calendar: undefined }), /service calendar cannot be read at calendar/],
    [
      "hours that end before they begin",
      text({ calendar: { ...policy().calendar, weekly: [{ weekday: 1, from: "18:00", to: "09:00" }] } }),
      /end after they begin.*calendar\.weekly\.0/,
    ],
    [
      "an unknown zone",
      text({ calendar: { ...policy().calendar, zone: "Asia/Atlantis" } }),
      /no such time zone/,
    ],
    [
      "a target of no time",
      text({
        targets: {
          ...policy().targets,
          s3: { ...policy().targets.s3, resolution: { minutes: 0, aroundTheClock: true } },
        },
      }),
      /whole number of minutes.*targets\.s3\.resolution\.minutes/,
    ],
  ])("is not set from %s, and says why in one line", async (_what, content, sentence) => {
    const before = await prisma().slaPolicy.findMany();

    const { code, errors } = await setFrom(content);

    expect(errors).toMatch(sentence);
    expect(code).toBe(1);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(await prisma().slaPolicy.findMany()).toEqual(before);
  });

  it("is not set from a file that is not there", async () => {
    const { code, errors } = await admin("set-sla", "--account", alias, "--file", path.join(folder, "none"));
    expect([code, errors]).toEqual([1, expect.stringContaining("cannot be read")]);
  });

  it("is not that of an unknown account", async () => {
    const { code, errors } = await admin("show-sla", "--account", "nobody");
    expect([code, errors]).toEqual([1, expect.stringContaining("no such account")]);
  });
});
