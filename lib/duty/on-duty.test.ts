import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { availableStaff, nextShift, onDuty, productLine } from "@/lib/duty/on-duty";
import {
  aCustomer,
  aGroupOfKind,
  aMainGroup,
  anEmployee,
  anEngineer,
  type Customer,
} from "@/lib/testing/conversation-world";
import { aProduct, aShift, onLeave, withCapacity, withSkills } from "@/lib/testing/duty-world";

const at = (time: string): Date => new Date(`2026-11-25T${time}:00Z`);
const noon = at("12:00");
const day = { startsAt: at("08:00"), endsAt: at("16:00") };

let product = "";
let customer: Customer;

beforeEach(async () => {
  product = await aProduct();
  customer = await aCustomer();
});

async function anEngineerOf(
  productCode: string,
  shift: { startsAt: Date; endsAt: Date } = day,
): Promise<StaffActor> {
  const engineer = await withSkills(await anEngineer(), [productCode]);
  await aShift(engineer, shift);
  return engineer;
}

async function aTicketOf(
  { personId }: StaffActor,
  {
    status = "in_progress",
    updatedAt = noon,
  }: { status?: "in_progress" | "resolved"; updatedAt?: Date } = {},
): Promise<void> {
  const { accountId, channelId, planId } = customer;
  const { personId: requesterId } = await anEmployee(customer);
  const main = await prisma().group.findFirst({ where: { channelId, kind: "main" } });
  await prisma().ticket.create({
    data: {
      id: newId(),
      accountId,
      channelId,
      planId,
      mainGroupId: main?.id ?? (await aMainGroup(customer)),
      groupId: await aGroupOfKind(customer, "ticket", []),
      internalGroupId: await aGroupOfKind(customer, "internal", []),
      requesterId,
      clientId: newId(),
      contentHash: "none",
      productCode: product,
      severity: "s3",
      status,
      title: "Slow",
      description: "",
      assigneeId: personId,
      version: 1,
      createdAt: at("06:00"),
      updatedAt,
      resolvedAt: status === "resolved" ? updatedAt : null,
    },
  });
}

const idsOf = (people: { personId: string }[]): string[] => people.map(({ personId }) => personId);
const onDutyAt = async (now: Date): Promise<string[]> =>
  idsOf(await onDuty(prisma(), { kind: "engineer", productCode: product, now }));

describe("who is on duty", () => {
  it("is on a shift from its start up to, not including, its end", async () => {
    const { personId } = await anEngineerOf(product);

    expect(await onDutyAt(at("07:59"))).toEqual([]);
    expect(await onDutyAt(at("08:00"))).toEqual([personId]);
    expect(await onDutyAt(new Date(at("16:00").getTime() - 1))).toEqual([personId]);
    expect(await onDutyAt(at("16:00"))).toEqual([]);
  });

  it("is one at a handover, and both while shifts overlap", async () => {
    const early = await anEngineerOf(product);
    const late = await anEngineerOf(product, { startsAt: at("16:00"), endsAt: at("23:00") });
    const between = await anEngineerOf(product, { startsAt: at("15:00"), endsAt: at("17:00") });

    expect(await onDutyAt(at("16:00"))).toEqual([late.personId, between.personId].toSorted());
    expect(await onDutyAt(at("15:30"))).toEqual([early.personId, between.personId].toSorted());
  });

  it("is listed once, however many of their shifts overlap", async () => {
    const engineer = await anEngineerOf(product);
    await aShift(engineer, { startsAt: at("10:00"), endsAt: at("20:00") });

    expect(await onDutyAt(noon)).toEqual([engineer.personId]);
  });

  it("is skilled in the product itself: its fall-backs are asked one by one", async () => {
    const special = await aProduct({ fallbackCode: product });
    const { personId } = await anEngineerOf(product);

    expect(await onDuty(prisma(), { kind: "engineer", productCode: special, now: noon })).toEqual([]);
    expect(await onDutyAt(noon)).toEqual([personId]);
  });

  it("can be asked for without a product, and leads and managers need no skill", async () => {
    const engineer = await anEngineerOf(product);
    const lead = await anEngineer("Lead", ["duty_lead"]);
    await aShift(lead, { kind: "duty_lead", ...day });

    const all = idsOf(await onDuty(prisma(), { kind: "engineer", now: noon }));
    const leads = idsOf(await onDuty(prisma(), { kind: "duty_lead", productCode: product, now: noon }));

    expect(all).toContain(engineer.personId);
    expect(all).not.toContain(lead.personId);
    expect(leads).toEqual([lead.personId]);
    expect(await onDuty(prisma(), { kind: "manager", now: noon })).toEqual([]);
  });

  it("is not whose account is disabled", async () => {
    const { personId } = await anEngineerOf(product);
    await prisma().staffAccount.update({ where: { personId }, data: { disabledAt: at("06:00") } });

    expect(await onDutyAt(noon)).toEqual([]);
  });

  it.each([
    ["now", { from: at("11:00"), until: at("13:00") }, false],
    ["until further notice", { from: at("11:00") }, false],
    ["from this instant on", { from: noon }, false],
    ["up to this instant", { from: at("11:00"), until: noon }, true],
    ["later", { from: at("12:01") }, true],
  ])("is not who is on leave: %s", async (_what, leave, isThere) => {
    const engineer = await anEngineerOf(product);
    await onLeave(engineer, leave);

    expect(await onDutyAt(noon)).toEqual(isThere ? [engineer.personId] : []);
  });

  it("is told inside the caller's transaction, with what it wrote", async () => {
    const { personId } = await withSkills(await anEngineer(), [product]);

    const people = await inTransaction(async (tx) => {
      await tx.shift.create({
        data: { id: newId(), personId, kind: "engineer", zone: "UTC", createdAt: noon, ...day },
      });
      return onDuty(tx, { kind: "engineer", productCode: product, now: noon });
    });

    expect(people).toEqual([{ personId, openTickets: 0, capacity: 8 }]);
  });
});

describe("of those on duty", () => {
  it("the least loaded comes first: open tickets for what they can take", async () => {
    const [half, third, none] = [
      await anEngineerOf(product),
      await anEngineerOf(product),
      await anEngineerOf(product),
    ];
    await withCapacity(half, 2);
    await withCapacity(third, 9);
    await aTicketOf(half);
    for (const _ of [1, 2, 3]) await aTicketOf(third);
    await aTicketOf(none, { status: "resolved" });

    expect(await onDuty(prisma(), { kind: "engineer", productCode: product, now: noon })).toEqual([
      { personId: none.personId, openTickets: 0, capacity: 8 },
      { personId: third.personId, openTickets: 3, capacity: 9 },
      { personId: half.personId, openTickets: 1, capacity: 2 },
    ]);
  });

  it("who is at or over capacity, or can take nothing, comes last", async () => {
    const [nothing, over, full, free] = [
      await anEngineerOf(product),
      await anEngineerOf(product),
      await anEngineerOf(product),
      await anEngineerOf(product),
    ];
    await withCapacity(nothing, 0);
    await withCapacity(over, 1);
    await withCapacity(full, 1);
    for (const engineer of [over, over, full, free, free, free]) await aTicketOf(engineer);

    expect(await onDutyAt(noon)).toEqual(idsOf([free, full, over, nothing]));
  });

  it("equals come in the order in which their open tickets last changed, then by id, whatever groups they are in", async () => {
    const [latest, earliest] = [await anEngineerOf(product), await anEngineerOf(product)];
    await aTicketOf(latest, { updatedAt: at("11:00") });
    await aTicketOf(earliest, { updatedAt: at("09:00") });
    expect(await onDutyAt(noon)).toEqual(idsOf([earliest, latest]));

    const colleagues = idsOf([earliest, latest]);
    await prisma().ticket.updateMany({
      where: { assigneeId: { in: colleagues } },
      data: { updatedAt: noon },
    });
    const [first, second] = [earliest, latest].toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
    if (!first || !second) throw new Error("nobody");
    await aGroupOfKind(customer, "ticket", [first]);

    expect(await onDutyAt(noon)).toEqual(idsOf([first, second]));
    const idle = await anEngineerOf(product);
    await aGroupOfKind(customer, "ticket", [idle]);
    expect(await onDutyAt(noon)).toEqual(idsOf([idle, first, second]));
  });
});

describe("the line of a product", () => {
  it("is itself and its fall-backs in order", async () => {
    const middle = await aProduct({ fallbackCode: product });
    const special = await aProduct({ fallbackCode: middle });

    expect(await productLine(prisma(), special)).toEqual([special, middle, product]);
    expect(await productLine(prisma(), product)).toEqual([product]);
  });

  it("is empty for an unknown product, and ends where rows go round in a circle", async () => {
    const other = await aProduct({ fallbackCode: product });
    await prisma().product.update({ where: { code: product }, data: { fallbackCode: other } });

    expect(await productLine(prisma(), "no-such")).toEqual([]);
    expect(await productLine(prisma(), product)).toEqual([product, other]);
  });
});

describe("the next shift", () => {
  const next = (now: Date, kind: "engineer" | "manager" = "engineer") =>
    nextShift(prisma(), { kind, productCode: product, now });

  it("is the earliest that starts after now", async () => {
    await anEngineerOf(product, { startsAt: at("18:00"), endsAt: at("20:00") });
    await anEngineerOf(product);

    expect(await next(at("07:00"))).toEqual(at("08:00"));
    expect(await next(at("08:00"))).toEqual(at("18:00"));
    expect(await next(at("18:00"))).toBeNull();
  });

  it("is also one of a product it falls back to, and of no other", async () => {
    const special = await aProduct({ fallbackCode: product });
    await anEngineerOf(await aProduct(), { startsAt: at("05:00"), endsAt: at("06:00") });
    await anEngineerOf(product);

    expect(await nextShift(prisma(), { kind: "engineer", productCode: special, now: at("04:00") })).toEqual(
      at("08:00"),
    );
    expect(await next(at("04:00"), "manager")).toBeNull();
  });

  it.each([
    ["is away for all of it", { from: at("07:00"), until: at("16:00") }, at("06:00"), null],
    ["is away until further notice", { from: at("07:00") }, at("06:00"), null],
    ["is back while it lasts", { from: at("07:00"), until: at("10:00") }, at("06:00"), at("10:00")],
    ["is back in the running shift", { from: at("07:00"), until: at("14:00") }, noon, at("14:00")],
    ["is away in the middle only", { from: at("13:00"), until: at("14:00") }, at("06:00"), at("08:00")],
    ["comes back from the middle", { from: at("13:00"), until: at("14:00") }, noon, at("14:00")],
    ["is back just as it starts", { from: at("07:00"), until: at("08:00") }, at("06:00"), at("08:00")],
  ])("starts when its person is there: who %s", async (_what, leave, now, start) => {
    await onLeave(await anEngineerOf(product), leave);

    expect(await next(now)).toEqual(start);
  });

  it("is none of whose account is disabled", async () => {
    const { personId } = await anEngineerOf(product);
    await prisma().staffAccount.update({ where: { personId }, data: { disabledAt: at("06:00") } });

    expect(await next(at("06:00"))).toBeNull();
  });
});

it("all hands are those of the roles who are enabled and present, on a shift or not", async () => {
  const [tam, both, away, back, disabled] = [
    await anEngineer("Tam", ["tam"]),
    await anEngineer("Both", ["engineer", "manager"]),
    await anEngineer("Away", ["manager"]),
    await anEngineer("Back", ["manager"]),
    await anEngineer("Disabled", ["manager"]),
  ];
  await onLeave(away, { from: noon });
  await onLeave(back, { from: at("11:00"), until: noon });
  await prisma().staffAccount.update({ where: { personId: disabled.personId }, data: { disabledAt: noon } });

  const hands = await availableStaff(prisma(), ["manager", "tam"], noon);

  expect(hands).toEqual(expect.arrayContaining(idsOf([tam, both, back])));
  expect(hands).not.toContain(away.personId);
  expect(hands).not.toContain(disabled.personId);
  expect(await availableStaff(prisma(), [], noon)).toEqual([]);
});
