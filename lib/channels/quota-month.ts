import { Temporal } from "temporal-polyfill";
import type { QuotaMonth } from "@/lib/channels/quota-pace";
import { environment } from "@/lib/config/environment";

const local = (now: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(environment().FEISHU_QUOTA_ZONE);

/** The month Feishu's quota counts `now` in, as `YYYY-MM`: it starts anew at midnight of the 1st in FEISHU_QUOTA_ZONE. */
export function quotaMonth(now: Date): string {
  return local(now).toPlainDate().toPlainYearMonth().toString();
}

/** When that month began and when the next one does. */
export function quotaMonthSpan(now: Date): QuotaMonth {
  const first = local(now).with({ day: 1 }).startOfDay();
  return {
    startsAt: new Date(first.epochMilliseconds),
    endsAt: new Date(first.add({ months: 1 }).epochMilliseconds),
  };
}

/** The `count` months before the one `now` is counted in, the oldest first, as `YYYY-MM`. */
export function quotaMonthsBefore(now: Date, count: number): string[] {
  const month = local(now).toPlainDate().toPlainYearMonth();
  return Array.from({ length: count }, (_, index) => month.subtract({ months: count - index }).toString());
}
