import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { setProduct } from "@/lib/duty/commands/set-product";
import type { DutyView } from "@/lib/duty/contract";
import { findColleague } from "@/lib/duty/queries/find-colleague";
import { listDuty } from "@/lib/duty/queries/list-duty";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { aProduct, aShift, onLeave, withSkills } from "@/lib/testing/duty-world";

const now = new Date("2026-11-25T12:00:00Z");
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
const iso = (count: number): string => hours(count).toISOString();
const TWO_WEEKS = 14 * 24;
const system = { kind: "system", name: "test" } as const;

let main = "";
let special = "";
let lead: StaffActor;
let engineer: StaffActor;
let away: StaffActor;
let duty: DutyView;

beforeAll(async () => {
  // No command retires it: here it stands for any product that is, so that its gaps do not count.
  await prisma().product.update({ where: { code: "other" }, data: { retiredAt: now } });
  main = await aProduct();
  special = await aProduct({ fallbackCode: main });
  lead = await anEngineer("An Lead", ["duty_lead"]);
  engineer = await withSkills(await anEngineer("Bo Engineer"), [main, "other"]);
  away = await withSkills(await anEngineer("Cy Away"), [main]);
  const gone = await withSkills(await anEngineer("Di Gone"), [main]);
  await aShift(lead, { kind: "duty_lead", startsAt: hours(-4), endsAt: hours(TWO_WEEKS) });
  await aShift(engineer, { startsAt: hours(-1), endsAt: hours(7) });
  await aShift(engineer, { startsAt: hours(-9), endsAt: hours(-1) });
  await aShift(engineer, { startsAt: hours(10), endsAt: hours(TWO_WEEKS + 5) });
  await aShift(engineer, { startsAt: hours(TWO_WEEKS), endsAt: hours(TWO_WEEKS + 9) });
  await aShift(away, { startsAt: hours(-1), endsAt: hours(9) });
  await onLeave(away, { from: hours(-100), until: hours(8) });
  await aShift(gone, { startsAt: hours(-1), endsAt: hours(9) });
  await prisma().staffAccount.update({ where: { personId: gone.personId }, data: { disabledAt: now } });
  duty = await listDuty(engineer, {}, { now });
});

describe("the duty page", () => {
  it("names who is on call now and until when, by kind; who is on leave is not", () => {
    expect(duty.onCall).toEqual({
      engineer: [{ personId: engineer.personId, name: "Bo Engineer", until: iso(7), zone: "Asia/Shanghai" }],
      duty_lead: [{ personId: lead.personId, name: "An Lead", until: iso(TWO_WEEKS), zone: "Asia/Shanghai" }],
      manager: [],
    });
  });

  it("has the shifts of 14 days that are not over, of people whose account is enabled", () => {
    expect([duty.from, duty.until]).toEqual([iso(0), iso(TWO_WEEKS)]);
    expect(duty.shifts.map(({ name, kind, startsAt }) => `${name} ${kind} ${startsAt}`)).toEqual([
      `An Lead duty_lead ${iso(-4)}`,
      `Bo Engineer engineer ${iso(-1)}`,
      `Cy Away engineer ${iso(-1)}`,
      `Bo Engineer engineer ${iso(10)}`,
    ]);
  });

  it("tells the gaps: of products with their fall-backs, without those retired, leave considered", () => {
    expect(duty.gaps).toEqual([
      { kind: "engineer", productCodes: [main, special].toSorted(), startsAt: iso(7), endsAt: iso(8) },
      { kind: "engineer", productCodes: [main, special].toSorted(), startsAt: iso(9), endsAt: iso(10) },
    ]);
  });

  it("knows what everybody of the service team can do", () => {
    expect(duty.colleagues.map(({ name }) => name)).toEqual(["An Lead", "Bo Engineer", "Cy Away"]);
    expect(duty.colleagues[1]).toEqual({
      personId: engineer.personId,
      name: "Bo Engineer",
      roles: ["engineer"],
      productCodes: [main, "other"].toSorted(),
      capacity: 8,
      openTickets: 0,
      leave: null,
    });
    expect(duty.colleagues[2]?.leave).toEqual({ from: iso(-100), until: iso(8) });
  });

  it("shows a TAM to who plans and to themselves, and to no other", async () => {
    const tam = await anEngineer("Ed Tam", ["tam"]);
    const namesFor = async (actor: StaffActor) =>
      (await listDuty(actor, {}, { now })).colleagues.map(({ name }) => name);

    expect(await namesFor(tam)).toContain("Ed Tam");
    expect(await namesFor(lead)).toContain("Ed Tam");
    expect(await namesFor(engineer)).toEqual(["An Lead", "Bo Engineer", "Cy Away"]);
  });

  it("offers a retired product only because somebody is skilled in it", async () => {
    const retired = await aProduct();
    await setProduct(system, { code: retired, retired: true }, { now });

    const { products } = await listDuty(lead, {}, { now });

    expect(products.map(({ code }) => code).toSorted()).toEqual([main, special, "other"].toSorted());
    expect(products.filter((product) => product.retired).map(({ code }) => code)).toEqual(["other"]);
  });

  it("forgets a leave that is over", async () => {
    const { colleagues } = await listDuty(lead, {}, { now: hours(8) });

    expect(colleagues.find(({ personId }) => personId === away.personId)?.leave).toBeNull();
  });

  it("is for auditors to read too, and for nobody of a customer", async () => {
    const auditor = await anEngineer("Zu Auditor", ["auditor"]);
    await expect(listDuty(auditor, {}, { now })).resolves.toMatchObject({ shifts: duty.shifts });

    const employee = await anEmployee(await aCustomer());
    await expect(listDuty(employee, {}, { now })).rejects.toMatchObject({ reason: "duty.may_not_read" });
  });
});

it("finds a colleague by the address they sign in with, however it is written", async () => {
  const email = `${engineer.personId}@vendor.example`;

  expect(await findColleague(system, { email: ` ${email.toUpperCase()} ` })).toEqual({
    personId: engineer.personId,
  });
  expect(await findColleague(system, { email: "nobody@vendor.example" })).toBeNull();
  expect(await findColleague(await anEmployee(await aCustomer()), { email })).toBeNull();
});
