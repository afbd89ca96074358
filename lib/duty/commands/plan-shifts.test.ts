import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { planShifts } from "@/lib/duty/commands/plan-shifts";
import { removeShift } from "@/lib/duty/commands/remove-shift";
import type { PlanShiftsInput } from "@/lib/duty/contract";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { aShift } from "@/lib/testing/duty-world";

/** A Wednesday, 20:00 in Shanghai. */
const now = new Date("2026-11-25T12:00:00Z");
const at = { now };

const week = (person: StaffActor, change: Partial<PlanShiftsInput> = {}): PlanShiftsInput => ({
  personId: person.personId,
  kind: "engineer",
  zone: "Asia/Shanghai",
  start: "09:00",
  end: "18:00",
  from: "2026-11-25",
  repeat: { weekdays: [1, 2, 3, 4, 5], weeks: 1 },
  ...change,
});

const shiftsOf = ({ personId }: StaffActor) =>
  prisma().shift.findMany({ where: { personId }, orderBy: { startsAt: "asc" } });
const auditOf = ({ personId }: StaffActor) => prisma().auditEvent.findMany({ where: { actorId: personId } });

describe("planning shifts", () => {
  it("puts somebody on duty on the clock of the zone, without what is over already", async () => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];

    expect(await planShifts(lead, week(engineer), at)).toEqual({ planned: 4, kept: 0 });

    const shifts = await shiftsOf(engineer);
    expect(shifts.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      "2026-11-26T01:00:00.000Z",
      "2026-11-27T01:00:00.000Z",
      "2026-11-30T01:00:00.000Z",
      "2026-12-01T01:00:00.000Z",
    ]);
    expect(shifts[0]).toMatchObject({ zone: "Asia/Shanghai", createdById: lead.personId, createdAt: now });
    expect(await auditOf(lead)).toMatchObject([
      { action: "shift.planned", subjectId: engineer.personId, details: { kind: "engineer", planned: 4 } },
    ]);
  });

  it("keeps one that has begun", async () => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];
    const { repeat: _repeat, ...single } = week(engineer, { start: "18:00", end: "06:00" });

    expect(await planShifts(lead, single, at)).toEqual({ planned: 1, kept: 0 });
  });

  it("changes nothing when it is done again, and adds what is missing", async () => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];
    await planShifts(lead, week(engineer), at);
    const before = await shiftsOf(engineer);

    expect(await planShifts(lead, week(engineer), at)).toEqual({ planned: 0, kept: 4 });
    expect(await shiftsOf(engineer)).toEqual(before);
    expect(await auditOf(lead)).toHaveLength(1);

    const twoWeeks = week(engineer, { repeat: { weekdays: [1, 2, 3, 4, 5], weeks: 2 } });
    expect(await planShifts(lead, twoWeeks, at)).toEqual({ planned: 5, kept: 4 });
  });

  it("is done once when two do it at the same moment", async () => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];

    const views = await Promise.all([1, 2, 3].map(() => planShifts(lead, week(engineer), at)));

    expect(views.reduce((sum, { planned }) => sum + planned, 0)).toBe(4);
    expect(await shiftsOf(engineer)).toHaveLength(4);
  });

  it("refuses to lose another end of a shift that starts at the same time, and leaves no trace", async () => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];
    await aShift(engineer, {
      startsAt: new Date("2026-11-30T01:00:00Z"),
      endsAt: new Date("2026-11-30T05:00:00Z"),
    });

    await expect(planShifts(lead, week(engineer), at)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "duty.shift_ends_otherwise",
    });

    expect(await shiftsOf(engineer)).toHaveLength(1);
    expect(await auditOf(lead)).toEqual([]);
  });

  it("lets one person be on duty as two things", async () => {
    const lead = await anEngineer("Lead", ["duty_lead", "engineer"]);

    await planShifts(lead, week(lead), at);

    expect(await planShifts(lead, week(lead, { kind: "duty_lead" }), at)).toEqual({ planned: 4, kept: 0 });
  });

  it.each([
    ["in the past", { from: "2026-11-02" }, "duty.shifts_are_over"],
    ["in a century long gone", { from: "0001-01-01" }, "duty.shifts_are_over"],
    ["further ahead than a year", { from: "2028-01-03" }, "duty.too_far_away"],
    ["as what they are not", { kind: "manager" as const }, "duty.lacks_role"],
  ])("refuses shifts %s", async (_what, change, reason) => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];

    await expect(planShifts(lead, week(engineer, change), at)).rejects.toMatchObject({ reason });

    expect(await shiftsOf(engineer)).toEqual([]);
  });

  it("refuses who may not, and people who are none", async () => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];
    const employee = await anEmployee(await aCustomer());
    const disabled = await anEngineer();
    await prisma().staffAccount.update({ where: { personId: disabled.personId }, data: { disabledAt: now } });
    const absent = { code: "NOT_FOUND", reason: "duty.no_such_colleague" };

    await expect(planShifts(engineer, week(engineer), at)).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "duty.may_not_manage",
    });
    await expect(planShifts(employee, week(engineer), at)).rejects.toMatchObject(absent);
    await expect(planShifts(lead, week(disabled), at)).rejects.toMatchObject(absent);
    await expect(
      planShifts(lead, { ...week(engineer), personId: employee.personId }, at),
    ).rejects.toMatchObject(absent);
    await expect(planShifts(lead, { ...week(engineer), personId: newId() }, at)).rejects.toMatchObject(
      absent,
    );
  });
});

describe("removing a shift", () => {
  const running = { startsAt: new Date("2026-11-25T10:00:00Z"), endsAt: new Date("2026-11-25T14:00:00Z") };

  it("takes it out of the plan, also when it has begun", async () => {
    const [operator, engineer] = [await anEngineer("Operator", ["operator"]), await anEngineer()];
    const shiftId = await aShift(engineer, running);

    await removeShift(operator, { shiftId }, at);

    expect(await shiftsOf(engineer)).toEqual([]);
    expect(await auditOf(operator)).toMatchObject([
      { action: "shift.removed", subjectId: shiftId, details: { personId: engineer.personId } },
    ]);
  });

  it("is one's alone when two do it at once", async () => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];
    const shiftId = await aShift(engineer, running);

    const results = await Promise.allSettled([1, 2].map(() => removeShift(lead, { shiftId }, at)));

    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await auditOf(lead)).toHaveLength(1);
  });

  it("refuses one that is over, one that is not there, and who may not", async () => {
    const [lead, engineer] = [await anEngineer("Lead", ["duty_lead"]), await anEngineer()];
    const employee = await anEmployee(await aCustomer());
    const over = await aShift(engineer, { startsAt: new Date("2026-11-25T08:00:00Z"), endsAt: now });
    const shiftId = await aShift(engineer, running);

    await expect(removeShift(lead, { shiftId: over }, at)).rejects.toMatchObject({
      reason: "duty.shift_is_over",
    });
    await expect(removeShift(lead, { shiftId: newId() }, at)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(removeShift(engineer, { shiftId }, at)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(removeShift(employee, { shiftId }, at)).rejects.toMatchObject({ code: "NOT_FOUND" });

    expect(await shiftsOf(engineer)).toHaveLength(2);
  });
});
