import { z } from "zod";
import type { StaffRole } from "@/lib/actor/actor";

/** What somebody can be on duty as; each needs the role of the same name. */
export const dutyKinds = ["engineer", "duty_lead", "manager"] as const;
export type DutyKind = (typeof dutyKinds)[number];

/** Open tickets at a time of whom nobody has said otherwise. */
export const DEFAULT_CAPACITY = 8;

/** The product of what is about none of the others; the Emergency button of a service main group needs it. */
export const OTHER_PRODUCT = "other";

/** More than anybody can take. */
export const MAX_CAPACITY = 100;

/** Shifts are planned for so many weeks at once. */
export const MAX_WEEKS = 26;

/** Days of the week as ISO 8601 numbers them, from Monday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const zoneForm = /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*)*$/;

/** Whether `name` is a time zone of the IANA database; an offset such as +08:00 is none. */
export function isTimeZone(name: string): boolean {
  if (!zoneForm.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** What a product is called in commands, tickets and links; upper and lower case matter. */
export const productCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,30}[A-Za-z0-9])?$/, "duty.invalid_product_code");

const productName = z
  .string()
  .trim()
  .min(1, "duty.product_name_missing")
  .max(60, "duty.product_name_too_long");

/** A product: what is left out stays as it is. A new one needs both names; `fallbackCode: null` takes the fall-back away. */
export const setProductInput = z.object({
  code: productCode,
  nameEn: productName.optional(),
  nameZh: productName.optional(),
  fallbackCode: productCode.nullable().optional(),
  retired: z.boolean().optional(),
});
export type SetProductInput = z.output<typeof setProductInput>;

/** All the products an engineer can work on, and no other. */
export const setSkillsInput = z.object({
  personId: z.uuid(),
  productCodes: z.array(productCode).max(200, "duty.too_many_products"),
});
export type SetSkillsInput = z.output<typeof setSkillsInput>;

/** How many open tickets somebody can have at a time; with 0 they only get what nobody else can take. */
export const setCapacityInput = z.object({
  personId: z.uuid(),
  capacity: z
    .int("duty.invalid_capacity")
    .min(0, "duty.invalid_capacity")
    .max(MAX_CAPACITY, "duty.invalid_capacity"),
});
export type SetCapacityInput = z.output<typeof setCapacityInput>;

const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "duty.invalid_time");
const day = z.iso.date("duty.invalid_day");

/**
 * Shifts on the clock of a zone. One that ends no later than it starts ends on the next day, so that equal times are a
 * whole day; without `repeat` it is a single shift, which starts on the day `from`.
 */
export const planShiftsInput = z.object({
  personId: z.uuid(),
  kind: z.enum(dutyKinds),
  zone: z.string().trim().max(64, "duty.unknown_zone").refine(isTimeZone, "duty.unknown_zone"),
  start: wallTime,
  end: wallTime,
  from: day,
  repeat: z
    .object({
      weekdays: z.array(z.literal(weekdays)).min(1, "duty.no_weekday").max(7),
      weeks: z.int("duty.invalid_weeks").min(1, "duty.invalid_weeks").max(MAX_WEEKS, "duty.invalid_weeks"),
    })
    .optional(),
});
export type PlanShiftsInput = z.output<typeof planShiftsInput>;

/** What planning did: shifts that are new, and those that were there already. */
export type PlannedShiftsView = { planned: number; kept: number };

/** Names a shift. */
export const shiftIdInput = z.object({ shiftId: z.uuid() });
export type ShiftIdInput = z.output<typeof shiftIdInput>;

const instant = z.iso
  .datetime({ offset: true, error: "duty.invalid_time" })
  .transform((text) => new Date(text));

/** A leave from an instant up to another, or until further notice; null ends it. A new one takes the place of the old. */
export const setLeaveInput = z.object({
  personId: z.uuid(),
  leave: z
    .object({ from: instant, until: instant.nullable() })
    .refine(({ from, until }) => until === null || from < until, "duty.leave_ends_before_it_begins")
    .nullable(),
});
export type SetLeaveInput = z.output<typeof setLeaveInput>;

/** Names one of the service team by what they sign in with. */
export type ColleagueEmailInput = { email: string };

/** The products of forms and filters; no parameters. */
export const listProductsInput = z.object({});

/** A product as forms offer it. */
export type ProductView = { code: string; nameEn: string; nameZh: string };

/** A leave; `until` null is until further notice. */
export type LeaveView = { from: string; until: string | null };

/** One of the service team, with what duty needs to know of them. */
export type ColleagueView = {
  personId: string;
  name: string;
  roles: StaffRole[];
  productCodes: string[];
  capacity: number;
  openTickets: number;
  /** What is to come included; null when it is over. */
  leave: LeaveView | null;
};

/** Somebody's shift: from `startsAt` up to, not including, `endsAt`. `zone` is where it was planned. */
export type ShiftView = {
  id: string;
  personId: string;
  name: string;
  kind: DutyKind;
  startsAt: string;
  endsAt: string;
  zone: string;
};

/** Somebody who is on duty now, and until when. */
export type OnCallView = { personId: string; name: string; until: string; zone: string };

/** A stretch in which nobody works on these products, or (with none named) nobody leads. */
export type GapView = {
  kind: "engineer" | "duty_lead";
  productCodes: string[];
  startsAt: string;
  endsAt: string;
};

/** The duty page: everything from `from` up to `until`. */
export type DutyView = {
  from: string;
  until: string;
  onCall: Record<DutyKind, OnCallView[]>;
  shifts: ShiftView[];
  gaps: GapView[];
  /** Who may be on duty; all of the service team for who plans. */
  colleagues: ColleagueView[];
  /** In use, and those retired that somebody is still skilled in. */
  products: (ProductView & { retired: boolean })[];
};
