/** A report as its page's address has it. */
export type ReportFilter = { from: string; to: string; accountId: string };

/** The calendar day `days` before the one that began at `today`, on this device. */
function dayBefore(today: number, days: number): string {
  const at = new Date(today);
  // Not 24 hours each: a day on which clocks change is longer or shorter.
  at.setDate(at.getDate() - days);
  const [year, month, day] = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The last so many days, today among them. */
export const lastDays = (today: number, days: number): Pick<ReportFilter, "from" | "to"> => ({
  from: dayBefore(today, days - 1),
  to: dayBefore(today, 0),
});

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What the address asks for; the last 30 days where it does not say. */
export function filterIn(get: (name: string) => string | null, today: number): ReportFilter {
  const usual = lastDays(today, 30);
  const [from, to] = [get("from"), get("to")];
  return {
    from: isDay(from) ? from : usual.from,
    to: isDay(to) ? to : usual.to,
    accountId: get("customer") ?? "",
  };
}

/** What the server is asked. */
export function reportQuery({ from, to, accountId }: ReportFilter): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const parameters = new URLSearchParams({ from, to, zone });
  if (accountId !== "") parameters.set("accountId", accountId);
  return parameters.toString();
}
