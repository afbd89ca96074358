import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { coveredProducts, isOffShift } from "@/lib/duty/on-duty";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aProduct, aShift, onLeave, withSkills } from "@/lib/testing/duty-world";

const at = (time: string): Date => new Date(`2026-11-25T${time}:00Z`);
const noon = at("12:00");

let product = "";

beforeEach(async () => {
  product = await aProduct();
});

/** An engineer of the product on a shift from eight to sixteen. */
async function onShift(): Promise<StaffActor> {
  const engineer = await withSkills(await anEngineer(), [product]);
  await aShift(engineer, { startsAt: at("08:00"), endsAt: at("16:00") });
  return engineer;
}

it("a product is covered while somebody on duty knows it, or one it falls back to", async () => {
  const special = await aProduct({ fallbackCode: product });
  const unknown = await aProduct();
  const engineer = await onShift();
  const covered = async (now: Date) => {
    const codes = await coveredProducts(prisma(), now);
    return [product, special, unknown].filter((code) => codes.includes(code));
  };

  expect(await covered(noon)).toEqual([product, special]);
  expect(await covered(at("16:00"))).toEqual([]);
  await onLeave(engineer, { from: noon });
  expect(await covered(noon)).toEqual([]);
});

describe("off shift", () => {
  const isOff = (personId: string, since: string, now: string) =>
    isOffShift(prisma(), { personId, since: at(since), now: at(now) });

  it("is who came off their last shift since, from its end on", async () => {
    const { personId } = await onShift();

    expect(await isOff(personId, "09:00", "15:59")).toBe(false);
    expect(await isOff(personId, "09:00", "16:00")).toBe(true);
    expect(await isOff(personId, "16:00", "17:00")).toBe(false);
  });

  it("is nobody who has another shift running, starts one at that instant, has only one to come, or has none", async () => {
    const [engineer, later, none] = [await onShift(), await anEngineer(), await anEngineer()];
    await aShift(engineer, { startsAt: at("15:00"), endsAt: at("17:00") });
    await aShift(engineer, { startsAt: at("17:00"), endsAt: at("18:00") });
    await aShift(later, { startsAt: at("19:00"), endsAt: at("20:00") });
    await aShift(none, { kind: "duty_lead", startsAt: at("10:00"), endsAt: at("11:00") });

    expect(await isOff(engineer.personId, "09:00", "16:30")).toBe(false);
    expect(await isOff(engineer.personId, "09:00", "17:00")).toBe(false);
    expect(await isOff(engineer.personId, "09:00", "18:00")).toBe(true);
    expect(await isOff(later.personId, "09:00", "18:00")).toBe(false);
    expect(await isOff(none.personId, "09:00", "18:00")).toBe(false);
  });
});
