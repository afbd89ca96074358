import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { createMacroInput, MACROS_LIMIT } from "@/lib/desk/browser/macros";
import { changeMacro } from "@/lib/desk/commands/change-macro";
import { createMacro } from "@/lib/desk/commands/create-macro";
import { retireMacro } from "@/lib/desk/commands/retire-macro";
import { listMacros } from "@/lib/desk/queries/list-macros";
import { anEngineer } from "@/lib/testing/conversation-world";

const at = { now: new Date("2026-11-25T04:00:00Z") };
const later = { now: new Date("2026-11-25T05:00:00Z") };

let engineer: StaffActor;
let colleague: StaffActor;
let lead: StaffActor;
let operator: StaffActor;
beforeEach(async () => {
  await prisma().macro.deleteMany();
  engineer = await anEngineer("Guo Kai");
  colleague = await anEngineer("Zhao Min");
  lead = await anEngineer("Lead", ["duty_lead"]);
  operator = await anEngineer("Operator", ["operator"]);
});

const greeting = (more: Record<string, unknown> = {}) =>
  createMacroInput.parse({ name: "Greeting", body: "Dear {{requester}},", forTeam: false, ...more });
const mine = (more = {}) => createMacro(engineer, greeting(more), at);
const teams = (more = {}) => createMacro(lead, greeting({ forTeam: true, ...more }), at);
const names = async (actor: StaffActor) => (await listMacros(actor)).map(({ name }) => name);

/** Everything a change of macros leaves behind. */
const trace = async () => ({
  rows: await prisma().macro.findMany({ orderBy: { id: "asc" } }),
  audit: await prisma().auditEvent.count({ where: { subjectType: "macro" } }),
});

describe("a macro", () => {
  it("of one's own is offered to nobody else; the team's to all who work on tickets", async () => {
    await mine({ name: "Mine" });
    await teams({ name: "Ours" });
    expect(await names(engineer)).toEqual(["Mine", "Ours"]);
    expect(await names(colleague)).toEqual(["Ours"]);
    expect(await names(lead)).toEqual(["Ours"]);
    expect(await names(operator)).toEqual([]);
    expect((await listMacros(engineer)).map(({ mayManage }) => mayManage)).toEqual([true, false]);
  });

  it("is changed and retired; then its name is free, and nobody is offered it", async () => {
    const { id: macroId, updatedAt } = await mine();
    const changed = await changeMacro(engineer, { macroId, name: "Hello", body: "Hi!", updatedAt }, later);
    expect(changed).toMatchObject({ name: "Hello", body: "Hi!", updatedAt: later.now.toISOString() });
    await retireMacro(engineer, { macroId }, later);
    expect(await names(engineer)).toEqual([]);
    await mine({ name: "Hello" });
    await expect(retireMacro(engineer, { macroId }, later)).rejects.toThrow("NOT_FOUND desk.no_such_macro");
  });

  it("of the team is recorded in the audit log, without its words; one's own is not", async () => {
    const { id: own } = await mine();
    expect(await prisma().auditEvent.count({ where: { subjectId: own } })).toBe(0);
    const { id: macroId, updatedAt } = await teams();
    const next = { macroId, name: "Hello", body: "confidential", updatedAt };
    await changeMacro(lead, next, later);
    await retireMacro(lead, { macroId }, later);
    const acts = await prisma().auditEvent.findMany({
      where: { subjectId: macroId },
      orderBy: { id: "asc" },
    });
    expect(acts.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["macro.created", lead.personId],
      ["macro.changed", lead.personId],
      ["macro.retired", lead.personId],
    ]);
    expect(JSON.stringify(acts)).not.toMatch(/confidential|Hello|Greeting/);
  });

  it("of the team and one's own may have one name", async () => {
    await teams();
    await mine();
    await createMacro(colleague, greeting(), at);
    expect(await names(engineer)).toEqual(["Greeting", "Greeting"]);
  });

  it("of two with one name at once there is one", async () => {
    const outcomes = await Promise.allSettled([mine(), mine(), teams(), teams()]);
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(2);
    for (const { reason } of refused as PromiseRejectedResult[])
      expect(String(reason)).toContain("CONFLICT desk.macro_name_taken");
  });

  it("changed by two at once is changed by one", async () => {
    const { id: macroId, updatedAt } = await teams();
    const by = (name: string) =>
      changeMacro(
        lead,
        { macroId, name, body: name, updatedAt },
        { now: new Date(later.now.getTime() + name.length) },
      );
    const outcomes = await Promise.allSettled([by("One"), by("Other")]);
    const refused = outcomes.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => String(reason))).toEqual([
      expect.stringContaining("CONFLICT desk.macro_changed_meanwhile"),
    ]);
  });
});

describe("what is refused leaves no trace", () => {
  const refusals: Record<string, [() => Promise<unknown>, string]> = {
    "a name that is taken": [() => mine(), "CONFLICT desk.macro_name_taken"],
    "a team macro by an engineer": [
      () => mine({ forTeam: true, name: "Ours" }),
      "FORBIDDEN desk.may_not_manage_team_macros",
    ],
    "a macro by an operator": [
      () => createMacro(operator, greeting(), at),
      "FORBIDDEN desk.may_not_use_macros",
    ],
    "a variable that does not exist": [
      () => mine({ name: "Other", body: "a\nb {{custmer}}" }),
      "INVALID_INPUT desk.macro_unknown_variable",
    ],
    "a colleague's, changed": [
      async () => changeMacro(colleague, await asSeen("Greeting"), later),
      "NOT_FOUND desk.no_such_macro",
    ],
    "a colleague's, retired, by a manager too": [
      async () => retireMacro(await anEngineer("Manager", ["manager"]), await asSeen("Greeting"), later),
      "NOT_FOUND desk.no_such_macro",
    ],
    "the team's, changed by an engineer": [
      async () => changeMacro(engineer, await asSeen("Ours"), later),
      "FORBIDDEN desk.may_not_manage_team_macros",
    ],
    "the team's, retired by an operator": [
      async () => retireMacro(operator, await asSeen("Ours"), later),
      "NOT_FOUND desk.no_such_macro",
    ],
    "a name that another has, given to one": [
      async () => changeMacro(lead, { ...(await asSeen("Ours")), name: "Taken" }, later),
      "CONFLICT desk.macro_name_taken",
    ],
    "a text with a variable that does not exist": [
      async () => changeMacro(lead, { ...(await asSeen("Ours")), body: "{{ }}" }, later),
      "INVALID_INPUT desk.macro_unknown_variable",
    ],
    "what somebody changed meanwhile": [
      async () => changeMacro(lead, { ...(await asSeen("Ours")), updatedAt: later.now.toISOString() }, later),
      "CONFLICT desk.macro_changed_meanwhile",
    ],
  };
  const asSeen = async (name: string) => {
    const macro = await prisma().macro.findFirstOrThrow({ where: { name } });
    return { macroId: macro.id, name, body: "changed", updatedAt: macro.updatedAt.toISOString() };
  };

  it.each(Object.keys(refusals))("%s", async (what) => {
    await mine();
    await teams({ name: "Ours" });
    await teams({ name: "Taken" });
    const before = await trace();
    const [attempt, reason] = refusals[what] ?? [];
    await expect(attempt?.()).rejects.toThrow(reason);
    expect(await trace()).toEqual(before);
  });

  it("more than so many", async () => {
    const row = { body: "x", createdAt: at.now, updatedAt: at.now, updatedById: engineer.personId };
    await prisma().macro.createMany({
      data: Array.from({ length: MACROS_LIMIT }, (_, index) => ({
        ...row,
        id: crypto.randomUUID(),
        ownerId: engineer.personId,
        name: `Macro ${index}`,
      })),
    });
    await expect(mine()).rejects.toThrow("CONFLICT desk.too_many_macros");
    await createMacro(colleague, greeting(), at);
  });

  it("says where an unknown variable stands", async () => {
    const attempt = mine({ body: "a\nb {{custmer}}" });
    await expect(attempt).rejects.toMatchObject({ details: { name: "{{custmer}}", line: 2, column: 3 } });
  });

  it.each([
    [{ name: " " }, "desk.macro_name_missing"],
    [{ name: "x".repeat(81) }, "desk.macro_name_too_long"],
    [{ name: "a\nb" }, "desk.not_text"],
    [{ body: " \n" }, "desk.macro_body_missing"],
    [{ body: "x".repeat(5_001) }, "desk.macro_body_too_long"],
    [{ body: "a\0" }, "desk.not_text"],
    [{ body: "\uD800" }, "desk.not_text"],
    [{ body: "hello <@all>" }, "desk.macro_mentions"],
  ])("a form with %j", (more, reason) => {
    const parsed = createMacroInput.safeParse({ name: "N", body: "B", forTeam: false, ...more });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([reason]);
  });
});
