import type { ServiceCalendar, ServiceHours } from "@/lib/duty/service-calendar";

const usualHours: ServiceHours = { from: "09:00", to: "18:00" };

function days(month: string, first: number, last = first): string[] {
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `2026-${month}-${String(first + index).padStart(2, "0")}`,
  );
}

/** Notice of the General Office of the State Council on the holidays of 2026, of 4 November 2025. */
const holidays = [
  ...days("01", 1, 3),
  ...days("02", 15, 23),
  ...days("04", 4, 6),
  ...days("05", 1, 5),
  ...days("06", 19, 21),
  ...days("09", 25, 27),
  ...days("10", 1, 7),
];

/** Weekend days that the same notice makes working days. */
const swappedDays = [
  ...days("01", 4),
  ...days("02", 14),
  ...days("02", 28),
  ...days("05", 9),
  ...days("09", 20),
  ...days("10", 10),
];

/**
 * The service calendar of a plan that has none of its own: Monday to Friday 09:00 to 18:00 in Asia/Shanghai, with China's public
 * holidays and swapped working days of 2026. Each later year is announced in the November before it, and added here then.
 */
export const defaultServiceCalendar: ServiceCalendar = {
  zone: "Asia/Shanghai",
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, ...usualHours })),
  exceptions: [
    ...holidays.map((date) => ({ date, hours: [] })),
    ...swappedDays.map((date) => ({ date, hours: [usualHours] })),
  ].toSorted((one, other) => one.date.localeCompare(other.date)),
};
