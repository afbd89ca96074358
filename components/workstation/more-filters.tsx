"use client";

import { useLocale, useTranslations } from "use-intl";
import { useProducts } from "@/components/tickets/use-products";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { FilterChip } from "@/components/workstation/filter-chip";
import type { WorkstationFilter } from "@/components/workstation/workstation-filter";
import { severities } from "@/lib/tickets/contract";

type MoreFiltersProps = {
  filter: WorkstationFilter;
  engineers: readonly { personId: string; name: string }[];
  onChange: (changes: Partial<WorkstationFilter>) => void;
};

/** Severity, product, engineer and days of creation. */
export function MoreFilters({ filter, engineers, onChange }: MoreFiltersProps) {
  const t = useTranslations("workstation");
  const tickets = useTranslations("tickets");
  const locale = useLocale();
  const { products, nameOf } = useProducts();
  const { product, engineer } = filter;
  // A product that was retired is still in old links.
  const isListed = product === null || products.some(({ code }) => code === product);
  const byName = engineers.toSorted((one, other) => one.name.localeCompare(other.name, locale));
  return (
    <div className="flex flex-col gap-3">
      <fieldset aria-label={t("severity")} className="flex flex-wrap gap-1.5">
        {severities.map((severity) => {
          const isChosen = filter.severities.includes(severity);
          const rest = filter.severities.filter((other) => other !== severity);
          return (
            <FilterChip
              key={severity}
              pressed={isChosen}
              onPress={() => onChange({ severities: isChosen ? rest : [...rest, severity] })}
            >
              {tickets(`severity.${severity}`)}
            </FilterChip>
          );
        })}
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={t("product")}
          value={product ?? ""}
          options={[
            { value: "", label: t("anyProduct") },
            ...products.map(({ code, name }) => ({ value: code, label: name })),
            ...(isListed ? [] : [{ value: product, label: nameOf(product) }]),
          ]}
          onChange={(event) => onChange({ product: event.target.value || null })}
        />
        <SelectField
          label={t("engineer")}
          value={engineer ?? ""}
          options={[
            { value: "", label: t("anyEngineer") },
            { value: "none", label: t("noEngineer") },
            ...byName.map(({ personId, name }) => ({ value: personId, label: name })),
          ]}
          onChange={(event) => onChange({ engineer: event.target.value || null })}
        />
        <TextField
          type="date"
          label={t("from")}
          value={filter.from ?? ""}
          max={filter.to ?? undefined}
          onChange={(event) => onChange({ from: event.target.value || null })}
        />
        <TextField
          type="date"
          label={t("to")}
          value={filter.to ?? ""}
          min={filter.from ?? undefined}
          onChange={(event) => onChange({ to: event.target.value || null })}
        />
      </div>
    </div>
  );
}
