"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { type AuditFilterText, isNarrowed } from "@/components/audit/audit-filter";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { AuditPlace } from "@/lib/audit/browser/read-audit";
import { actionWords } from "@/lib/audit/browser/audit-words";
import type { auditNouns } from "@/lib/audit/contract";

/** What acts can be about. */
export type Noun = (typeof auditNouns)[number];

type AuditFiltersProps = {
  place: AuditPlace;
  nouns: readonly Noun[];
  filter: AuditFilterText;
  onSearch: (filter: AuditFilterText) => void;
  onClear: () => void;
};

/** What to look for. Nothing is asked before Search is pressed: each search of the service team is recorded. */
export function AuditFilters({ place, nouns, filter, onSearch, onClear }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const [draft, setDraft] = useState(filter);
  const field = (name: keyof AuditFilterText) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    onSearch(draft);
  }

  return (
    <form
      aria-label={t("filters")}
      onSubmit={handleSubmit}
      className="flex flex-col gap-3 rounded-lg border bg-raised p-4"
    >
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          label={t("filter.about")}
          options={useActionOptions(nouns, filter.action)}
          {...field("action")}
        />
        <TextField type="date" label={t("filter.from")} max={draft.to || undefined} {...field("from")} />
        <TextField type="date" label={t("filter.to")} min={draft.from || undefined} {...field("to")} />
        <TextField
          label={t("filter.requestId")}
          spellCheck={false}
          autoComplete="off"
          {...field("requestId")}
        />
        {place === "desk" && (
          <>
            <TextField
              label={t("filter.account")}
              placeholder={t("filter.accountHelp")}
              {...field("account")}
            />
            <TextField label={t("filter.actor")} placeholder={t("filter.actorHelp")} {...field("actor")} />
            <TextField label={t("filter.subject")} spellCheck={false} {...field("subjectId")} />
          </>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          {t("filter.search")}
        </Button>
        {isNarrowed(filter) && (
          <Button variant="ghost" onClick={onClear}>
            {t("filter.clear")}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Kinds of acts to choose from; one that came with the address and is none of them is offered too. */
function useActionOptions(nouns: readonly Noun[], chosen: string) {
  const t = useTranslations();
  const options = nouns.map((noun) => ({ value: `${noun}.`, label: t(`audit.noun.${noun}`) }));
  const isOffered = chosen === "" || options.some(({ value }) => value === chosen);
  return [
    { value: "", label: t("audit.filter.anything") },
    ...options,
    ...(isOffered ? [] : [{ value: chosen, label: actionWords(t, chosen) }]),
  ];
}
