import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { prisma } from "@/lib/db/prisma";
import { listProducts } from "@/lib/duty/queries/list-products";
import { anEngineer } from "@/lib/testing/conversation-world";

const system = { kind: "system", name: "test" } as const;
let person = "";
let personId = "";

beforeAll(async () => {
  ({ personId } = await anEngineer("Guo Kai"));
  person = `${personId}@vendor.example`;
});
afterEach(() => {
  vi.restoreAllMocks();
});

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

/** A line of words; `me` is the engineer's address. */
const line = (words: string): string[] => words.split(" ").map((word) => (word === "me" ? person : word));
const shiftWeek = "plan-shifts --person me --kind engineer --zone Asia/Shanghai --start 20:00 --end 08:00";
/** A Monday half a year from now. */
function monday(): string {
  const date = new Date(Date.now() + 180 * 24 * 60 * 60 * 1_000);
  date.setUTCDate(date.getUTCDate() + ((8 - date.getUTCDay()) % 7));
  return date.toISOString().slice(0, 10);
}

describe("duty without the page", () => {
  it("is set up: products, skills, shifts", async () => {
    const lines = [
      ["set-product", "--code", "ECS", "--en", "Elastic Compute", "--zh", "云服务器"],
      ["set-product", "--code", "ACK", "--en", "Containers", "--zh", "容器服务", "--fallback", "ECS"],
      line("set-skills --person me --product ECS ACK"),
      line(`${shiftWeek} --from ${monday()} --on mon tue wed --weeks 2`),
    ];
    for (const words of lines) expect(await admin(...words)).toMatchObject({ code: 0, errors: "" });

    const [shift, ...rest] = await prisma().shift.findMany({
      where: { personId },
      orderBy: { startsAt: "asc" },
    });
    expect(rest).toHaveLength(5);
    expect(shift?.startsAt.toISOString()).toBe(`${monday()}T12:00:00.000Z`);
    expect(await prisma().engineerSkill.count({ where: { personId } })).toBe(2);
    const actors = await prisma().auditEvent.findMany({ select: { actorKind: true } });
    expect(new Set(actors.map(({ actorKind }) => actorKind))).toEqual(new Set(["system:command-line"]));
  });

  it("says what was planned, and what was there already", async () => {
    const { out } = await admin(...line(`${shiftWeek} --from ${monday()} --weeks 1`));

    expect(out).toBe(`${person} as engineer: 4 shifts planned, 3 were there already.\n`);
  });

  it("changes of a product what is given, and no more", async () => {
    expect((await admin(...line("set-product --code ACK --no-fallback --retire"))).out).toMatch(/: retired/);
    const retired = await prisma().product.findUniqueOrThrow({ where: { code: "ACK" } });
    expect(retired).toMatchObject({ nameZh: "容器服务", fallbackCode: null });
    expect((await listProducts(system)).map(({ code }) => code)).toEqual(["ECS", "other"]);

    expect((await admin(...line("set-product --code ACK --restore"))).out).toMatch(/: in use/);
    expect((await listProducts(system)).map(({ code }) => code)).toEqual(["ACK", "ECS", "other"]);
  });

  it("takes all skills when none is given", async () => {
    expect((await admin(...line("set-skills --person me"))).out).toMatch(/works on no product/);

    expect(await prisma().engineerSkill.count({ where: { personId } })).toBe(0);
  });
});

it.each([
  ["an unknown person", "set-skills --person nobody@vendor.example --product ECS", /nobody@vendor\.example/],
  ["an unknown product", "set-skills --person me --product XYZ", /no product with the code XYZ/],
  ["a fall-back in a circle", "set-product --code ECS --fallback ECS", /round in a circle/],
  ["a new product without names", "set-product --code NEW", /in English and one in Chinese/],
  ["an unknown zone", `${shiftWeek.replace("Shanghai", "Atlantis")} --from 2026-12-01`, /no such time zone/],
  ["a shift long over", `${shiftWeek} --from 2026-01-05`, /over already/],
  ["a day that does not exist", `${shiftWeek} --from 2026-02-31`, /Enter a day/],
  ["27 weeks", `${shiftWeek} --from 2026-12-01 --weeks 27`, /1 to 26 weeks/],
  [
    "a manager who is none",
    `${shiftWeek.replace("engineer", "manager")} --from ${monday()}`,
    /Only a manager/,
  ],
])("refuses %s in a sentence and with exit code 1", async (_what, words, sentence) => {
  const { code, errors } = await admin(...line(words));

  expect(errors).toMatch(sentence);
  expect(code).toBe(1);
  expect(errors.trim().split("\n")).toHaveLength(1);
});

it.each([
  ["an unknown kind", `${shiftWeek.replace("engineer", "tam")} --from 2026-12-01`],
  ["an unknown day of the week", `${shiftWeek} --from 2026-12-01 --on someday`],
  ["many weeks in words", `${shiftWeek} --from 2026-12-01 --weeks many`],
  ["retiring and restoring at once", "set-product --code ECS --retire --restore"],
  ["a product without code", "set-product --en Compute"],
])("does not understand %s: exit code 2 and nothing done", async (_what, words) => {
  const before = await prisma().auditEvent.count();

  const { code } = await admin(...line(words));

  expect(code).toBe(2);
  expect(await prisma().auditEvent.count()).toBe(before);
});
