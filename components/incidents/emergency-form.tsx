"use client";

import type { FormEvent } from "react";
import { useTranslations } from "use-intl";
import { ReasonChoice } from "@/components/incidents/reason-choice";
import { TextField } from "@/components/ui/text-field";
import { IMPACT_LIMIT, type IncidentReason } from "@/lib/incidents/contract";

/** What somebody has said of an emergency so far. */
export type Said = { reason: IncidentReason | null; impact: string; callbackNumber: string };

export const nothingSaid: Said = { reason: null, impact: "", callbackNumber: "" };

type EmergencyFormProps = {
  id: string;
  said: Said;
  onSay: (said: Said) => void;
  onContinue: () => void;
};

/** What an emergency is: one choice, one line, and a number if somebody wants to be called back. */
export function EmergencyForm({ id, said, onSay, onContinue }: EmergencyFormProps) {
  const t = useTranslations("incidents.form");

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (said.reason !== null && said.impact.trim() !== "") onContinue();
  }

  return (
    <form id={id} onSubmit={handleSubmit} className="flex flex-col gap-4">
      <ReasonChoice chosen={said.reason} onChoose={(reason) => onSay({ ...said, reason })} />
      <TextField
        label={t("impact")}
        description={t("impactHelp")}
        required
        pattern=".*\S.*"
        maxLength={IMPACT_LIMIT}
        value={said.impact}
        onChange={(event) => onSay({ ...said, impact: event.target.value })}
      />
      <TextField
        type="tel"
        label={t("callback")}
        description={t("callbackHelp")}
        maxLength={60}
        autoComplete="tel"
        value={said.callbackNumber}
        onChange={(event) => onSay({ ...said, callbackNumber: event.target.value })}
      />
    </form>
  );
}
