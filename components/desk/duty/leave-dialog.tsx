"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { dateTimeInputOf, instantOfInput } from "@/components/desk/duty/local-input";
import { useAction } from "@/components/app-shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { setLeaveAction } from "@/lib/duty/actions";
import type { ColleagueView } from "@/lib/duty/contract";

type LeaveDialogProps = {
  /** Whose; undefined while it is closed. */
  colleague: ColleagueView | undefined;
  onClose: () => void;
};

/** From when until when somebody is away; ends a leave as well. */
export function LeaveDialog({ colleague, onClose }: LeaveDialogProps) {
  const t = useTranslations("duty.leave");
  return (
    <Dialog
      open={colleague !== undefined}
      title={t("title", { name: colleague?.name ?? "" })}
      onClose={onClose}
    >
      {colleague && <LeaveForm colleague={colleague} onDone={onClose} />}
    </Dialog>
  );
}

function LeaveForm({ colleague, onDone }: { colleague: ColleagueView; onDone: () => void }) {
  const t = useTranslations("duty.leave");
  const { personId, leave } = colleague;
  const { run, refusal, isPending } = useAction(setLeaveAction, onDone);
  const [from, setFrom] = useState(() => dateTimeInputOf(leave ? new Date(leave.from) : new Date()));
  const [until, setUntil] = useState(leave?.until ? dateTimeInputOf(new Date(leave.until)) : "");

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const end = until === "" ? null : instantOfInput(until);
    run({ personId, leave: { from: instantOfInput(from), until: end } });
  }

  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-4">
      <p className="text-ink-muted">{t("text")}</p>
      <TextField
        type="datetime-local"
        label={t("from")}
        required
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        data-first-focus
      />
      <TextField
        type="datetime-local"
        label={t("until")}
        description={t("untilHelp")}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      <RefusalBanner refusal={refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        {leave && (
          <Button size="large" busy={isPending} onClick={() => run({ personId, leave: null })}>
            {t("end")}
          </Button>
        )}
        <Button type="submit" variant="primary" size="large" busy={isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
