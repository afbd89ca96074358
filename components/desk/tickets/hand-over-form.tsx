"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { HandOverOutcomes } from "@/components/desk/tickets/hand-over-outcome";
import type { HandOver } from "@/components/desk/tickets/use-hand-over";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { SelectField } from "@/components/ui/select-field";
import { Skeleton } from "@/components/ui/skeleton";
import { TextAreaField } from "@/components/ui/text-area-field";
import { HAND_OVER_NOTE_LIMIT } from "@/lib/tickets/browser/hand-over";
import { readTicketsToHandOver, ticketListKeys } from "@/lib/tickets/browser/read-ticket-lists";
import { readAssignableStaff, staffKey } from "@/lib/tickets/browser/staff-queries";
import type { DeskTicketRowView } from "@/lib/tickets/browser/ticket-lists";

/** Others change tickets while a note is written: what is handed over is what is there then. */
const REFRESH = 20_000;

type HandOverFormProps = { me: string; handOver: HandOver; onClose: () => void };

/** Which of my open tickets, to whom, and what the next one must know. */
export function HandOverForm({ me, handOver, onClose }: HandOverFormProps) {
  const t = useTranslations("desk.handOver");
  const common = useTranslations("common");
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [colleagueId, setColleagueId] = useState("");
  const { data, isError } = useQuery({
    queryKey: ticketListKeys.toHandOver,
    queryFn: readTicketsToHandOver,
    refetchInterval: REFRESH,
  });
  const chosen = data?.tickets.filter(({ id }) => !leftOut.has(id)) ?? [];

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    handOver.run(chosen, colleagueId === "" ? null : colleagueId);
  }

  const outcome = <HandOverOutcomes me={me} rows={handOver.handedOver} />;
  if (data?.tickets.length === 0)
    return (
      <div className="flex flex-col gap-4">
        {outcome}
        <p className="text-ink-muted">{t("nothing")}</p>
        <Button className="self-end" size="large" onClick={onClose}>
          {common("close")}
        </Button>
      </div>
    );
  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-4">
      {outcome}
      <TicketChoice tickets={data?.tickets} isError={isError} leftOut={leftOut} onChange={setLeftOut} />
      <ColleagueChoice me={me} chosen={colleagueId} onChoose={setColleagueId} />
      <TextAreaField
        label={t("note")}
        description={t("noteHelp")}
        required
        rows={5}
        maxLength={HAND_OVER_NOTE_LIMIT}
        value={handOver.note}
        onChange={(event) => handOver.setNote(event.target.value)}
        data-first-focus
      />
      <RefusalBanner refusal={handOver.refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="large" onClick={onClose}>
          {common(handOver.handedOver.length > 0 ? "close" : "cancel")}
        </Button>
        <Button
          type="submit"
          variant="primary"
          size="large"
          disabled={chosen.length === 0}
          busy={handOver.isPending}
        >
          {t("confirm", { count: chosen.length })}
        </Button>
      </div>
    </form>
  );
}

type TicketChoiceProps = {
  /** Undefined while they are loading. */
  tickets: readonly DeskTicketRowView[] | undefined;
  isError: boolean;
  leftOut: ReadonlySet<string>;
  onChange: (leftOut: ReadonlySet<string>) => void;
};

function TicketChoice({ tickets, isError, leftOut, onChange }: TicketChoiceProps) {
  const t = useTranslations("desk.handOver");
  const change = (id: string, isLeftOut: boolean) =>
    onChange(new Set(isLeftOut ? [...leftOut, id] : [...leftOut].filter((other) => other !== id)));
  return (
    <fieldset aria-busy={tickets === undefined && !isError} className="min-w-0">
      <legend className="pb-1 font-medium">{t("tickets")}</legend>
      {isError && <p className="text-danger-ink">{t("loadFailed")}</p>}
      {tickets === undefined && !isError && <Skeleton className="h-8" />}
      <div className="flex max-h-60 flex-col overflow-y-auto">
        {tickets?.map(({ id, number, title, severity, organizationName }) => (
          <CheckBox
            key={id}
            checked={!leftOut.has(id)}
            onChange={(event) => change(id, !event.target.checked)}
            label={
              <>
                <SeverityMark severity={severity} short /> #{number} <bdi>{title}</bdi>{" "}
                <bdi className="text-sm text-ink-muted">{organizationName}</bdi>
              </>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

type ColleagueChoiceProps = { me: string; chosen: string; onChoose: (personId: string) => void };

function ColleagueChoice({ me, chosen, onChoose }: ColleagueChoiceProps) {
  const t = useTranslations("desk.handOver");
  const { data, isError } = useQuery({ queryKey: staffKey, queryFn: readAssignableStaff });
  const colleagues = data?.filter(({ personId }) => personId !== me) ?? [];
  return (
    <SelectField
      label={t("to")}
      description={isError ? t("staffFailed") : undefined}
      value={chosen}
      onChange={(event) => onChoose(event.target.value)}
      options={[
        { value: "", label: t("toDuty") },
        ...colleagues.map(({ personId, name, onDuty }) => ({
          value: personId,
          label: onDuty ? t("toOnDuty", { name }) : name,
        })),
      ]}
    />
  );
}
