import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { type DutyKind, dutyKinds, type DutyView, type OnCallView } from "@/lib/duty/contract";
import { coverageGaps } from "@/lib/duty/coverage-gaps";
import { type ColleagueRow, loadColleagues, loadShifts, type ShiftRow } from "@/lib/duty/internal/duty-rows";
import { type Leave, presence } from "@/lib/duty/internal/intervals";
import { lineOf } from "@/lib/duty/internal/product-line";
import { dutyPolicy } from "@/lib/duty/policy";
import { AppError } from "@/lib/errors/app-error";

type Product = {
  code: string;
  nameEn: string;
  nameZh: string;
  fallbackCode: string | null;
  retiredAt: Date | null;
};

/**
 * The duty page: who is on call now, the shifts of the next 14 days and the stretches of them that nobody covers, and
 * what those can do who may be on duty. Who plans sees all of the service team, others themselves besides.
 *
 * @throws AppError FORBIDDEN `duty.may_not_read`.
 */
export async function listDuty(actor: Actor, _input: Record<string, never>, { now }: At): Promise<DutyView> {
  if (!dutyPolicy.read(actor)) throw new AppError("FORBIDDEN", "duty.may_not_read");
  const until = new Date(now.getTime() + durations.dutyOutlook);
  const [colleagues, shifts, products] = await Promise.all([
    loadColleagues(prisma(), now),
    loadShifts(prisma(), { from: now, until }),
    prisma().product.findMany({ orderBy: { code: "asc" } }),
  ]);
  const leaves = new Map(colleagues.flatMap(({ personId, leave }) => (leave ? [[personId, leave]] : [])));
  return {
    from: now.toISOString(),
    until: until.toISOString(),
    onCall: onCallAt(now, shifts, leaves),
    shifts: shifts.map((shift) => ({ ...shift, ...isoTimes(shift) })),
    gaps: gapsIn({ from: now, until, colleagues, shifts, products, leaves }),
    colleagues: colleagues.filter((colleague) => isShownTo(actor, colleague)).map(colleagueView),
    products: productsShown(products, colleagues),
  };
}

function isShownTo(actor: Actor, { personId, roles }: ColleagueRow): boolean {
  if (dutyPolicy.manage(actor) || dutyKinds.some((kind) => roles.includes(kind))) return true;
  return actor.kind === "staff" && actor.personId === personId;
}

const isoTimes = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

const colleagueView = ({ leave, ...colleague }: ColleagueRow) => ({
  ...colleague,
  leave: leave && { from: leave.from.toISOString(), until: leave.until?.toISOString() ?? null },
});

function onCallAt(
  now: Date,
  shifts: readonly ShiftRow[],
  leaves: ReadonlyMap<string, Leave>,
): DutyView["onCall"] {
  const onCall: Record<DutyKind, OnCallView[]> = { engineer: [], duty_lead: [], manager: [] };
  for (const shift of shifts) {
    const { kind, personId, name, zone } = shift;
    const piece = presence(shift, leaves.get(personId)).find(
      ({ start, end }) => start <= now.getTime() && now.getTime() < end,
    );
    if (piece) onCall[kind].push({ personId, name, until: new Date(piece.end).toISOString(), zone });
  }
  return onCall;
}

type Coverage = {
  from: Date;
  until: Date;
  colleagues: readonly ColleagueRow[];
  shifts: readonly ShiftRow[];
  products: readonly Product[];
  leaves: ReadonlyMap<string, Leave>;
};

function gapsIn({ colleagues, products, ...facts }: Coverage): DutyView["gaps"] {
  const inUse = products.filter(({ retiredAt }) => retiredAt === null);
  const gaps = coverageGaps({
    ...facts,
    skills: new Map(colleagues.map(({ personId, productCodes }) => [personId, productCodes])),
    lines: new Map(inUse.map(({ code }) => [code, lineOf(products, code)])),
  });
  return gaps.map((gap) => ({ ...gap, ...isoTimes(gap) }));
}

function productsShown(
  products: readonly Product[],
  colleagues: readonly ColleagueRow[],
): DutyView["products"] {
  const skilled = new Set(colleagues.flatMap(({ productCodes }) => productCodes));
  return products
    .filter(({ code, retiredAt }) => retiredAt === null || skilled.has(code))
    .map(({ code, nameEn, nameZh, retiredAt }) => ({ code, nameEn, nameZh, retired: retiredAt !== null }));
}
