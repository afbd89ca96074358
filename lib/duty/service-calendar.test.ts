import { describe, expect, it } from "vitest";
import { defaultServiceCalendar } from "@/lib/duty/default-service-calendar";
import {
  addServiceTime,
  isServiceTime,
  nextServiceStart,
  type ServiceCalendar,
  serviceCalendarSchema,
  type ServiceHours,
  serviceTimeBetween,
} from "@/lib/duty/service-calendar";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

function daily(zone: string, ...hours: ServiceHours[]): ServiceCalendar {
  return {
    zone,
    weekly: everyDay.flatMap((weekday) => hours.map((one) => ({ weekday, ...one }))),
    exceptions: [],
  };
}

const office = (zone: string): ServiceCalendar => ({
  zone,
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "18:00" })),
  exceptions: [],
});

/** How many hours of service lie between two instants, and what comes so many hours after the first. */
function both(calendar: ServiceCalendar, from: string, to: string): { hours: number; arrives: string } {
  const hours = serviceTimeBetween(new Date(from), new Date(to), calendar) / HOUR;
  const arrives = addServiceTime(new Date(from), hours * HOUR, calendar)?.toISOString() ?? "never";
  return { hours, arrives };
}

describe("service hours", () => {
  it("end one evening and go on the next working day", () => {
    const friday = new Date("2026-11-27T17:00+08:00");
    expect(addServiceTime(friday, HOUR, office("Asia/Shanghai"))).toEqual(new Date("2026-11-27T18:00+08:00"));
    expect(addServiceTime(friday, HOUR + 1, office("Asia/Shanghai"))).toEqual(
      new Date("2026-11-30T09:00:00.001+08:00"),
    );
  });

  it("include their beginning and not their end", () => {
    const isOpen = (time: string) => isServiceTime(new Date(time), office("Asia/Shanghai"));
    expect(isOpen("2026-11-27T08:59:59.999+08:00")).toBe(false);
    expect(isOpen("2026-11-27T09:00+08:00")).toBe(true);
    expect(isOpen("2026-11-27T17:59:59.999+08:00")).toBe(true);
    expect(isOpen("2026-11-27T18:00+08:00")).toBe(false);
  });

  it("start again on Monday, and now when they are running", () => {
    const start = (time: string) => nextServiceStart(new Date(time), office("Asia/Shanghai"));
    expect(start("2026-11-27T18:00+08:00")).toEqual(new Date("2026-11-30T09:00+08:00"));
    expect(start("2026-11-27T12:34+08:00")).toEqual(new Date("2026-11-27T12:34+08:00"));
  });

  it("until 24:00 go on without a gap at 00:00", () => {
    const night = daily("Asia/Shanghai", { from: "00:00", to: "02:00" }, { from: "22:00", to: "24:00" });
    expect(both(night, "2026-11-27T21:00+08:00", "2026-11-28T03:00+08:00").hours).toBe(4);
    expect(isServiceTime(new Date("2026-11-28T00:00+08:00"), night)).toBe(true);
  });

  it("are those of the calendar's zone, whatever the zone of the server", () => {
    const nepal = daily("Asia/Kathmandu", { from: "09:00", to: "10:00" });
    expect(nextServiceStart(new Date("2026-11-27T00:00Z"), nepal)).toEqual(new Date("2026-11-27T03:15Z"));
  });

  it("take no time back: nothing and less than nothing is now", () => {
    const sunday = new Date("2026-11-29T12:00+08:00");
    expect(addServiceTime(sunday, 0, office("Asia/Shanghai"))).toEqual(sunday);
    expect(serviceTimeBetween(sunday, new Date("2026-11-01"), office("Asia/Shanghai"))).toBe(0);
  });

  it("that never come are null, within reasonable time", () => {
    const never: ServiceCalendar = { zone: "America/New_York", weekly: [], exceptions: [] };
    const from = new Date("2026-11-29");
    expect(addServiceTime(from, 1, never)).toBeNull();
    expect(nextServiceStart(from, never)).toBeNull();
    expect(addServiceTime(from, 4 * 365 * 24 * HOUR, office("Asia/Shanghai"))).toBeNull();
  });
});

describe("exceptions", () => {
  it("make a holiday of a working day, and a working day of a Sunday (China's swapped days)", () => {
    const isOpen = (day: string) => isServiceTime(new Date(`${day}T10:00+08:00`), defaultServiceCalendar);
    // Spring Festival of 2026, with the Saturdays before and after it.
    expect(isOpen("2026-02-14")).toBe(true);
    for (const day of ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"])
      expect(isOpen(day)).toBe(false);
    expect(isOpen("2026-02-24")).toBe(true);
    expect(isOpen("2026-02-28")).toBe(true);
    // National Day.
    expect(isOpen("2026-09-20")).toBe(true);
    expect(isOpen("2026-10-07")).toBe(false);
    expect(isOpen("2026-10-08")).toBe(true);
    expect(isOpen("2026-10-10")).toBe(true);
    expect(isOpen("2026-10-11")).toBe(false);
  });

  it("are in balance with the year: each swapped day is a weekend day, each holiday has its weekday", () => {
    const weekday = (date: string) => new Date(`${date}T00:00Z`).getUTCDay();
    const swapped = defaultServiceCalendar.exceptions.filter(({ hours }) => hours.length > 0);
    expect(swapped.map(({ date }) => weekday(date)).every((day) => day === 0 || day === 6)).toBe(true);
    expect(defaultServiceCalendar.exceptions.length - swapped.length).toBe(33);
  });

  it("of a whole working week are passed over", () => {
    const holiday = both(defaultServiceCalendar, "2026-02-14T17:00+08:00", "2026-02-24T10:00+08:00");
    expect(holiday).toEqual({ hours: 2, arrives: "2026-02-24T02:00:00.000Z" });
  });

  it("belong to the local day, not to the day in UTC", () => {
    const calendar = { ...office("Pacific/Auckland"), exceptions: [{ date: "2026-11-27", hours: [] }] };
    expect(isServiceTime(new Date("2026-11-26T21:00Z"), calendar)).toBe(false);
    expect(isServiceTime(new Date("2026-11-25T21:00Z"), calendar)).toBe(true);
  });
});

describe("daylight saving time", () => {
  const newYork = daily("America/New_York", { from: "01:30", to: "03:30" });

  it("skips an hour in spring: it was never on the clock", () => {
    expect(both(newYork, "2026-03-08T00:00-05:00", "2026-03-08T12:00-04:00")).toEqual({
      hours: 1,
      arrives: "2026-03-08T07:30:00.000Z",
    });
  });

  it("opens after the gap where the opening falls into it", () => {
    const gap = daily("America/New_York", { from: "02:15", to: "04:00" });
    expect(nextServiceStart(new Date("2026-03-08T05:00Z"), gap)).toEqual(new Date("2026-03-08T03:00-04:00"));
    const lost = daily("America/New_York", { from: "02:00", to: "03:00" });
    expect(nextServiceStart(new Date("2026-03-08T05:00Z"), lost)).toEqual(new Date("2026-03-09T02:00-04:00"));
  });

  it("repeats an hour in autumn: it is on the clock twice", () => {
    expect(both(newYork, "2026-11-01T00:00-04:00", "2026-11-01T12:00-05:00")).toEqual({
      hours: 2.5,
      arrives: "2026-11-01T08:30:00.000Z",
    });
  });

  it("keeps hours that begin and end in the repeated hour apart", () => {
    const twice = daily("America/New_York", { from: "01:15", to: "01:30" });
    expect(addServiceTime(new Date("2026-11-01T04:00Z"), 20 * MINUTE, twice)).toEqual(
      new Date("2026-11-01T01:20-05:00"),
    );
  });

  it("keeps the office hours of a day at nine hours on both Mondays", () => {
    expect(both(office("America/New_York"), "2026-03-06T23:00Z", "2026-03-09T22:00Z").hours).toBe(9);
    expect(both(office("America/New_York"), "2026-10-30T22:00Z", "2026-11-02T23:00Z").hours).toBe(9);
  });

  it("moves by half an hour on Lord Howe Island", () => {
    const island = daily("Australia/Lord_Howe", { from: "01:00", to: "03:00" });
    expect(both(island, "2026-10-03T12:00Z", "2026-10-04T12:00Z").hours).toBe(1.5);
    expect(both(island, "2026-04-04T12:00Z", "2026-04-05T12:00Z").hours).toBe(2.5);
  });

  it("at midnight: the day begins at 01:00 in Cairo, and has its first hour twice in Havana", () => {
    const early = { from: "00:00", to: "02:00" };
    expect(both(daily("Africa/Cairo", early), "2026-04-23T12:00Z", "2026-04-24T12:00Z").hours).toBe(1);
    expect(both(daily("America/Havana", early), "2026-11-01T03:00Z", "2026-11-01T20:00Z").hours).toBe(3);
  });
});

describe("odd days", () => {
  it("29 February is a day in leap years, and no exception in others", () => {
    const leap = daily("Asia/Shanghai", { from: "09:00", to: "18:00" });
    expect(both(leap, "2028-02-28T18:00+08:00", "2028-03-01T09:00+08:00").hours).toBe(9);
    expect(both(leap, "2027-02-28T18:00+08:00", "2027-03-01T09:00+08:00").hours).toBe(0);
  });

  it("the 30 December 2011 never was in Samoa", () => {
    const samoa = daily("Pacific/Apia", { from: "09:00", to: "10:00" });
    expect(both(samoa, "2011-12-29T00:00-10:00", "2012-01-01T00:00+14:00").hours).toBe(2);
  });
});

describe("a calendar from outside", () => {
  const valid = {
    zone: "Asia/Shanghai",
    weekly: [{ weekday: 1, from: "09:00", to: "24:00" }],
    exceptions: [{ date: "2028-02-29", hours: [{ from: "00:00", to: "00:01" }] }],
  };

  it("is taken as it is", () => {
    expect(serviceCalendarSchema.parse(valid)).toEqual(valid);
    expect(serviceCalendarSchema.parse(defaultServiceCalendar)).toEqual(defaultServiceCalendar);
  });

  const weekly = (...all: object[]) => ({ ...valid, weekly: all });
  const monday = { weekday: 1, from: "09:00", to: "12:00" };
  const exceptions = (...all: object[]) => ({ ...valid, exceptions: all });

  it.each([
    ["an unknown zone", { ...valid, zone: "Asia/Atlantis" }, "duty.unknown_zone"],
    ["an offset for a zone", { ...valid, zone: "+08:00" }, "duty.unknown_zone"],
    ["a date with a zone", { ...valid, zone: "2026-01-01[Asia/Shanghai]" }, "duty.unknown_zone"],
    ["no zone", { weekly: valid.weekly, exceptions: [] }, "duty.unknown_zone"],
    ["no hours at all", weekly(), "duty.calendar_never_opens"],
    ["the eighth day of a week", weekly({ ...monday, weekday: 8 }), "duty.invalid_weekday"],
    ["hours of no length", weekly({ ...monday, from: "12:00" }), "duty.hours_backwards"],
    ["hours past midnight", weekly({ ...monday, from: "22:00", to: "06:00" }), "duty.hours_backwards"],
    ["24:00 as a beginning", weekly({ ...monday, from: "24:00", to: "24:00" }), "duty.invalid_time"],
    ["a time in other words", weekly({ ...monday, from: "9 am" }), "duty.invalid_time"],
    ["25 o'clock", weekly({ ...monday, to: "25:00" }), "duty.invalid_time"],
    ["hours twice", weekly({ weekday: 1, from: "11:59", to: "13:00" }, monday), "duty.hours_overlap"],
    ["a day that does not exist", exceptions({ date: "2026-02-29", hours: [] }), "duty.no_such_date"],
    [
      "one day twice",
      exceptions({ date: "2026-05-01", hours: [] }, { date: "2026-05-01", hours: [] }),
      "duty.exception_twice",
    ],
    [
      "overlapping hours of a day",
      exceptions({
        date: "2026-05-01",
        hours: [
          { from: "09:00", to: "12:00" },
          { from: "10:00", to: "11:00" },
        ],
      }),
      "duty.hours_overlap",
    ],
    [
      "more days than a calendar holds",
      { ...valid, exceptions: Array.from({ length: 501 }, () => ({ date: "2026-05-01", hours: [] })) },
      "duty.calendar_too_long",
    ],
    ["a part that is unknown", { ...valid, holidays: [] }, "duty.calendar_malformed"],
    ["no exceptions", { zone: valid.zone, weekly: valid.weekly }, "duty.calendar_malformed"],
    ["a text", "Mon-Fri", "duty.calendar_malformed"],
  ])("is refused with %s", (_what, calendar, reason) => {
    const { error } = serviceCalendarSchema.safeParse(calendar);
    expect(error?.issues[0]?.message).toBe(reason);
  });

  it("may have hours that touch", () => {
    const touching = weekly(monday, { weekday: 1, from: "12:00", to: "18:00" });
    expect(serviceCalendarSchema.safeParse(touching).success).toBe(true);
  });
});
