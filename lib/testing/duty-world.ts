import { randomBytes } from "node:crypto";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import type { DutyKind } from "@/lib/duty/contract";

const HOUR = 60 * 60 * 1_000;

type Person = { personId: string };

/** A product of its own, so that tests do not see each other's engineers. Answers its code. */
export async function aProduct({ fallbackCode }: { fallbackCode?: string } = {}): Promise<string> {
  const code = `P-${randomBytes(6).toString("hex")}`;
  await prisma().product.create({
    data: { code, nameEn: `Product ${code}`, nameZh: `产品 ${code}`, fallbackCode: fallbackCode ?? null },
  });
  return code;
}

/** Makes a person skilled in these products, besides those they are skilled in already. */
export async function withSkills<P extends Person>(person: P, productCodes: string[]): Promise<P> {
  const data = productCodes.map((productCode) => ({ personId: person.personId, productCode }));
  await prisma().engineerSkill.createMany({ data, skipDuplicates: true });
  return person;
}

type ShiftTimes = { kind?: DutyKind; startsAt?: Date; endsAt?: Date };

/** A shift of a person: as engineer, and from an hour ago for two, unless told otherwise. Answers its id. */
export async function aShift(
  { personId }: Person,
  {
    kind = "engineer",
    startsAt = new Date(Date.now() - HOUR),
    endsAt = new Date(startsAt.getTime() + 2 * HOUR),
  }: ShiftTimes = {},
): Promise<string> {
  const id = newId();
  await prisma().shift.create({
    data: { id, personId, kind, startsAt, endsAt, zone: "Asia/Shanghai", createdAt: new Date() },
  });
  return id;
}

/** Sends a person on leave: until further notice unless told otherwise. */
export async function onLeave(
  { personId }: Person,
  { from, until = null }: { from: Date; until?: Date | null },
): Promise<void> {
  const away = { awaySince: from, awayUntil: until };
  await prisma().staffDuty.upsert({ where: { personId }, create: { personId, ...away }, update: away });
}

/** Says how many open tickets a person can have. */
export async function withCapacity({ personId }: Person, capacity: number): Promise<void> {
  await prisma().staffDuty.upsert({
    where: { personId },
    create: { personId, capacity },
    update: { capacity },
  });
}
