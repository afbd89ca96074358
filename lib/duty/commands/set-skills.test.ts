import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { setCapacity } from "@/lib/duty/commands/set-capacity";
import { setLeave } from "@/lib/duty/commands/set-leave";
import { setSkills } from "@/lib/duty/commands/set-skills";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { aProduct, withSkills } from "@/lib/testing/duty-world";

const now = new Date("2026-11-25T12:00:00Z");
const at = { now };
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);

const skillsOf = async ({ personId }: StaffActor): Promise<string[]> =>
  (await prisma().engineerSkill.findMany({ where: { personId } })).map(({ productCode }) => productCode);
const dutyOf = ({ personId }: StaffActor) => prisma().staffDuty.findUnique({ where: { personId } });
const actionsOf = async ({ personId }: StaffActor): Promise<string[]> =>
  (await prisma().auditEvent.findMany({ where: { actorId: personId }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );
const aLead = () => anEngineer("Lead", ["duty_lead"]);

it("each change is recorded with what was before", async () => {
  const [lead, engineer, product] = [await aLead(), await anEngineer(), await aProduct()];
  const { personId } = engineer;
  const leave = { from: hours(1), until: null };

  await setSkills(lead, { personId, productCodes: [product] }, at);
  await setCapacity(lead, { personId, capacity: 5 }, at);
  await setCapacity(lead, { personId, capacity: 3 }, at);
  await setLeave(lead, { personId, leave }, at);
  await setLeave(lead, { personId, leave: null }, at);

  const events = await prisma().auditEvent.findMany({
    where: { actorId: lead.personId },
    orderBy: { id: "asc" },
  });
  const away = { from: leave.from.toISOString(), until: null };
  const present = { from: null, until: null };
  expect(events.map(({ details }) => details)).toEqual([
    { products: product, before: { products: "" } },
    { capacity: 5 },
    { capacity: 3, before: { capacity: 5 } },
    { ...away, before: present },
    { ...present, before: away },
  ]);
});

describe("skills", () => {
  it("become those named and no other", async () => {
    const [lead, products] = [await aLead(), [await aProduct(), await aProduct(), await aProduct()]];
    const engineer = await withSkills(await anEngineer(), products.slice(0, 2));

    await setSkills(lead, { personId: engineer.personId, productCodes: products.slice(1) }, at);
    expect((await skillsOf(engineer)).toSorted()).toEqual(products.slice(1).toSorted());
    await setSkills(lead, { personId: engineer.personId, productCodes: [] }, at);

    expect(await skillsOf(engineer)).toEqual([]);
    expect(await actionsOf(lead)).toEqual(["staff.skills_set", "staff.skills_set"]);
  });

  it("named twice are one, and setting the same again is not recorded", async () => {
    const [lead, engineer, product] = [await aLead(), await anEngineer(), await aProduct()];
    const input = { personId: engineer.personId, productCodes: [product, product] };

    await setSkills(lead, input, at);
    await setSkills(lead, input, at);

    expect(await skillsOf(engineer)).toEqual([product]);
    expect(await actionsOf(lead)).toHaveLength(1);
  });

  it("set by two at once are those of one of them, never a mixture", async () => {
    const [lead, engineer] = [await aLead(), await anEngineer()];
    const sets = [
      [await aProduct(), await aProduct()],
      [await aProduct(), await aProduct()],
    ];

    await Promise.all(
      sets.map((productCodes) => setSkills(lead, { personId: engineer.personId, productCodes }, at)),
    );

    expect(sets.map((codes) => codes.toSorted())).toContainEqual((await skillsOf(engineer)).toSorted());
  });

  it("of an unknown product are refused as a whole", async () => {
    const [lead, product] = [await aLead(), await aProduct()];
    const engineer = await withSkills(await anEngineer(), [product]);
    const input = { personId: engineer.personId, productCodes: [await aProduct(), "no-such"] };

    await expect(setSkills(lead, input, at)).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "duty.no_such_product",
      details: { code: "no-such" },
    });

    expect(await skillsOf(engineer)).toEqual([product]);
  });
});

it("capacity is set without touching a leave", async () => {
  const [lead, engineer] = [await aLead(), await anEngineer()];
  await setLeave(engineer, { personId: engineer.personId, leave: { from: now, until: null } }, at);

  await setCapacity(lead, { personId: engineer.personId, capacity: 3 }, at);

  expect(await dutyOf(engineer)).toMatchObject({ capacity: 3, awaySince: now, awayUntil: null });
  expect(await actionsOf(lead)).toEqual(["staff.capacity_set"]);
});

describe("a leave", () => {
  it("is entered by oneself, changed by who plans, and ended", async () => {
    const [manager, engineer] = [await anEngineer("Manager", ["manager"]), await anEngineer()];
    const { personId } = engineer;

    await setLeave(engineer, { personId, leave: { from: hours(1), until: null } }, at);
    await setLeave(manager, { personId, leave: { from: hours(1), until: hours(9) } }, at);
    expect(await dutyOf(engineer)).toMatchObject({ capacity: 8, awaySince: hours(1), awayUntil: hours(9) });
    await setLeave(engineer, { personId, leave: null }, at);

    expect(await dutyOf(engineer)).toMatchObject({ awaySince: null, awayUntil: null });
    expect(await actionsOf(engineer)).toEqual(["staff.leave_set", "staff.leave_ended"]);
  });

  it.each([
    ["over already", { from: hours(-9), until: now }, "duty.leave_is_over"],
    ["in a far future", { from: hours(9_000), until: null }, "duty.too_far_away"],
    ["from a far past", { from: hours(-9_000), until: null }, "duty.too_far_away"],
  ])("%s is refused", async (_what, leave, reason) => {
    const engineer = await anEngineer();

    await expect(setLeave(engineer, { personId: engineer.personId, leave }, at)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      reason,
    });

    expect(await dutyOf(engineer)).toBeNull();
  });
});

it("refuses who may not: others' leave, and skills and capacity of anybody", async () => {
  const [engineer, { personId }] = [await anEngineer(), await anEngineer()];
  const own = engineer.personId;
  const forbidden = (reason: string) => ({ code: "FORBIDDEN", reason });

  await expect(setLeave(engineer, { personId, leave: null }, at)).rejects.toMatchObject(
    forbidden("duty.may_not_set_leave"),
  );
  await expect(setCapacity(engineer, { personId: own, capacity: 0 }, at)).rejects.toMatchObject(
    forbidden("duty.may_not_manage"),
  );
  await expect(setSkills(engineer, { personId: own, productCodes: [] }, at)).rejects.toMatchObject(
    forbidden("duty.may_not_manage"),
  );
  expect(await actionsOf(engineer)).toEqual([]);
});

it("tells employees that there is nobody, also of themselves", async () => {
  const [employee, { personId }] = [await anEmployee(await aCustomer()), await anEngineer()];

  for (const id of [personId, employee.personId]) {
    const absent = { code: "NOT_FOUND", reason: "duty.no_such_colleague" };
    await expect(setLeave(employee, { personId: id, leave: null }, at)).rejects.toMatchObject(absent);
    await expect(setCapacity(employee, { personId: id, capacity: 1 }, at)).rejects.toMatchObject(absent);
    await expect(setSkills(employee, { personId: id, productCodes: [] }, at)).rejects.toMatchObject(absent);
  }
});
