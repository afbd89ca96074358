import { useTranslations } from "use-intl";
import { lastDays, type ReportFilter } from "@/components/desk/reports/report-filter";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { ReportView } from "@/lib/reports/contract";

const usualDays = [7, 30, 90, 365] as const;

type ReportFiltersProps = {
  /** When this device's day began. */
  today: number;
  filter: ReportFilter;
  customers: ReportView["customers"];
  onChange: (filter: ReportFilter) => void;
};

/** Which days, and whose tickets. */
export function ReportFilters({ today, filter, customers, onChange }: ReportFiltersProps) {
  const t = useTranslations("reports");
  const change = (changes: Partial<ReportFilter>) => onChange({ ...filter, ...changes });
  const isLast = (days: number) => {
    const { from, to } = lastDays(today, days);
    return from === filter.from && to === filter.to;
  };
  return (
    <section aria-label={t("filters")} className="flex flex-col gap-3 rounded-lg border bg-raised p-4">
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField
          type="date"
          label={t("filter.from")}
          value={filter.from}
          max={filter.to}
          onChange={(event) => event.target.value !== "" && change({ from: event.target.value })}
        />
        <TextField
          type="date"
          label={t("filter.to")}
          value={filter.to}
          min={filter.from}
          onChange={(event) => event.target.value !== "" && change({ to: event.target.value })}
        />
        <SelectField
          label={t("filter.customer")}
          value={filter.accountId}
          onChange={(event) => change({ accountId: event.target.value })}
          options={[
            { value: "", label: t("filter.everyCustomer") },
            ...customers.map(({ accountId, name }) => ({ value: accountId, label: name })),
          ]}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        {usualDays.map((days) => (
          <Button
            key={days}
            size="small"
            variant={isLast(days) ? "primary" : "secondary"}
            aria-pressed={isLast(days)}
            onClick={() => change(lastDays(today, days))}
          >
            {t("filter.last", { days })}
          </Button>
        ))}
      </div>
    </section>
  );
}
