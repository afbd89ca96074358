"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { dateInputOf } from "@/components/desk/duty/local-input";
import { RepeatFields } from "@/components/desk/duty/repeat-fields";
import { useAction } from "@/components/app-shell/use-action";
import { ZoneField } from "@/components/desk/duty/zone-field";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { planShiftsAction } from "@/lib/duty/actions";
import { type ColleagueView, dutyKinds, type PlannedShiftsView } from "@/lib/duty/contract";

type PlanShiftsFormProps = {
  colleagues: readonly ColleagueView[];
  onPlanned: (planned: PlannedShiftsView) => void;
};

const kindsOf = (colleague: ColleagueView | undefined) =>
  dutyKinds.filter((kind) => colleague?.roles.includes(kind));

/** Who is on duty as what, when, on which clock, and how often. */
export function PlanShiftsForm({ colleagues, onPlanned }: PlanShiftsFormProps) {
  const t = useTranslations("duty");
  const people = colleagues.filter((colleague) => kindsOf(colleague).length > 0);
  const { run, refusal, isPending } = useAction(planShiftsAction, onPlanned);
  const [typed, setTyped] = useState(() => ({
    personId: people[0]?.personId ?? "",
    kind: "",
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    start: "09:00",
    end: "18:00",
    from: dateInputOf(new Date()),
  }));
  const [repeat, setRepeat] = useState<{ weekdays: number[]; weeks: number } | null>({
    weekdays: [1, 2, 3, 4, 5],
    weeks: 4,
  });
  const kinds = kindsOf(people.find(({ personId }) => personId === typed.personId));
  // Whoever is chosen next may have no such role.
  const kind = kinds.find((one) => one === typed.kind) ?? kinds[0];

  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    required: true,
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  });

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ ...typed, kind, ...(repeat && { repeat }) });
  }

  if (people.length === 0) return <p>{t("plan.nobody")}</p>;
  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-4">
      <SelectField
        label={t("plan.person")}
        data-first-focus
        options={people.map(({ personId, name }) => ({ value: personId, label: name }))}
        {...field("personId")}
      />
      <SelectField
        label={t("plan.kind")}
        options={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        {...field("kind")}
        value={kind}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField type="time" label={t("plan.start")} {...field("start")} />
        <TextField type="time" label={t("plan.end")} {...field("end")} />
      </div>
      {typed.end <= typed.start && <p className="text-sm text-ink-muted">{t("plan.nextDay")}</p>}
      <ZoneField label={t("plan.zone")} description={t("plan.zoneHelp")} {...field("zone")} />
      <TextField type="date" label={t("plan.from")} {...field("from")} />
      <RepeatFields repeat={repeat} onChange={setRepeat} />
      <RefusalBanner refusal={refusal} />
      <Button type="submit" variant="primary" size="large" busy={isPending}>
        {t("plan.confirm")}
      </Button>
    </form>
  );
}
