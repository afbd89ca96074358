"use client";

import { useTranslations } from "use-intl";
import { useProducts } from "@/components/tickets/use-products";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { FilterChip } from "@/components/workstation/filter-chip";
import {
  inboxAssignees,
  inboxFilter,
  type InboxFilter,
  inboxKinds,
  type InboxPageView,
} from "@/lib/desk/contract";
import { severities, ticketStatuses } from "@/lib/tickets/contract";

type FilterDialogProps = {
  filter: InboxFilter;
  customers: InboxPageView["customers"];
  onChange: (filter: InboxFilter) => void;
  onClose: () => void;
};

/** Hours within which something promised can be asked for. */
const hours = [1, 2, 4, 8, 24, 72];

/** Everything the inbox can be narrowed by, but its words. It narrows at once; the list is beside it. */
export function FilterDialog({ filter, customers, onChange, onClose }: FilterDialogProps) {
  const t = useTranslations("inbox.filters");
  const tickets = useTranslations("tickets");
  const set = (changes: Partial<InboxFilter>) => onChange({ ...filter, ...changes });
  const toggled = <Code extends string>(codes: readonly Code[], code: Code): Code[] =>
    codes.includes(code) ? codes.filter((other) => other !== code) : [...codes, code];
  return (
    <Dialog
      open
      title={t("title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => onChange(inboxFilter.parse({}))}>{t("clear")}</Button>
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap gap-x-4">
          {(["unread", "mentions", "emergencies"] as const).map((name) => (
            <CheckBox
              key={name}
              label={t(name)}
              checked={filter[name]}
              onChange={(event) => set({ [name]: event.target.checked })}
            />
          ))}
        </div>
        <Choices filter={filter} customers={customers} onChange={set} />
        <fieldset>
          <legend className="pb-1 font-medium">{t("status")}</legend>
          <div className="flex flex-wrap gap-1.5">
            {ticketStatuses.map((status) => (
              <FilterChip
                key={status}
                pressed={filter.statuses.includes(status)}
                onPress={() => set({ statuses: toggled(filter.statuses, status) })}
              >
                <span className="inline-block first-letter:uppercase">{tickets(`status.${status}`)}</span>
              </FilterChip>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend className="pb-1 font-medium">{t("severity")}</legend>
          <div className="flex flex-wrap gap-1.5">
            {severities.map((severity) => (
              <FilterChip
                key={severity}
                pressed={filter.severities.includes(severity)}
                onPress={() => set({ severities: toggled(filter.severities, severity) })}
              >
                {tickets(`severity.${severity}`)}
              </FilterChip>
            ))}
          </div>
        </fieldset>
      </div>
    </Dialog>
  );
}

type ChoicesProps = Pick<FilterDialogProps, "filter" | "customers"> & {
  onChange: (changes: Partial<InboxFilter>) => void;
};

/** What is chosen from a list. */
function Choices({ filter, customers, onChange }: ChoicesProps) {
  const t = useTranslations("inbox.filters");
  const { products, nameOf } = useProducts();
  const { accountId, kind, productCode, assignee, dueWithinHours } = filter;
  const customerChoices = (customers ?? []).map((one) => ({ value: one.accountId, label: one.name }));
  const dueChoices = hours.map((count) => ({ value: String(count), label: t("dueWithin", { count }) }));
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label={t("customer")}
        value={accountId ?? ""}
        options={[
          { value: "", label: t("any") },
          ...withChosen(customerChoices, accountId, () => t("unknownCustomer")),
        ]}
        onChange={(event) => onChange({ accountId: event.target.value || null })}
      />
      <SelectField
        label={t("kind")}
        value={kind ?? ""}
        options={[
          { value: "", label: t("any") },
          ...inboxKinds.map((code) => ({ value: code, label: t(`kinds.${code}`) })),
        ]}
        onChange={(event) =>
          onChange({ kind: inboxKinds.find((code) => code === event.target.value) ?? null })
        }
      />
      <SelectField
        label={t("product")}
        value={productCode ?? ""}
        options={[
          { value: "", label: t("any") },
          ...withChosen(
            products.map(({ code, name }) => ({ value: code, label: name })),
            productCode,
            nameOf,
          ),
        ]}
        onChange={(event) => onChange({ productCode: event.target.value || null })}
      />
      <SelectField
        label={t("assignee")}
        value={assignee ?? ""}
        options={[
          { value: "", label: t("anyone") },
          ...inboxAssignees.map((code) => ({ value: code, label: t(`assignees.${code}`) })),
        ]}
        onChange={(event) =>
          onChange({ assignee: inboxAssignees.find((code) => code === event.target.value) ?? null })
        }
      />
      <SelectField
        label={t("due")}
        value={dueWithinHours?.toString() ?? ""}
        options={[
          { value: "", label: t("any") },
          ...withChosen(dueChoices, dueWithinHours?.toString() ?? null, (count) =>
            t("dueWithin", { count: Number(count) }),
          ),
        ]}
        onChange={(event) => onChange({ dueWithinHours: Number(event.target.value) || null })}
      />
    </div>
  );
}

type Choice = { value: string; label: string };

/** The choices with the one that is made: a customer that is gone and a product that was retired are still in old views. */
function withChosen(
  choices: readonly Choice[],
  chosen: string | null,
  labelOf: (value: string) => string,
): readonly Choice[] {
  const isListed = chosen === null || choices.some(({ value }) => value === chosen);
  return isListed ? choices : [...choices, { value: chosen, label: labelOf(chosen) }];
}
