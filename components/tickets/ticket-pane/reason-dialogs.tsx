"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { MoveDialog } from "@/components/tickets/ticket-pane/move-dialog";
import type { TicketChange } from "@/components/tickets/ticket-pane/use-ticket-change";
import { SelectField } from "@/components/ui/select-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { changeSeverityAction, promiseUpdateAction, reopenTicketAction } from "@/lib/tickets/actions";
import { REASON_LIMIT, severities, type TicketView } from "@/lib/tickets/contract";

export type MoveDialogFor = {
  /** As it was when the question was asked, or when it was refused last. */
  ticket: TicketView;
  change: TicketChange;
  /** What follows; closing when it was done, unless said otherwise. */
  outcomes?: Parameters<TicketChange["run"]>[1];
  onClose: () => void;
};

type ReasonFieldProps = { reason: string; onReason: (reason: string) => void };

function ReasonField({ reason, onReason }: ReasonFieldProps) {
  const t = useTranslations("tickets.moves");
  return (
    <TextAreaField
      label={t("reason")}
      description={t("reasonHelp")}
      required
      maxLength={REASON_LIMIT}
      value={reason}
      onChange={(event) => onReason(event.target.value)}
      data-first-focus
    />
  );
}

/** Opens a ticket again, with the reason. */
export function ReopenDialog({ ticket, change, onClose, outcomes = { onDone: onClose } }: MoveDialogFor) {
  const t = useTranslations("tickets.moves");
  const door = useDoor();
  const [reason, setReason] = useState("");
  const { id: ticketId, version } = ticket;
  return (
    <MoveDialog
      title={t("reopen")}
      confirm={t("confirmReopen")}
      canConfirm={reason.trim() !== ""}
      change={change}
      onClose={onClose}
      onConfirm={() => change.run(() => reopenTicketAction(door, { ticketId, version, reason }), outcomes)}
    >
      <ReasonField reason={reason} onReason={setReason} />
    </MoveDialog>
  );
}

/** Says that a ticket is more or less severe than it was thought, with the reason. */
export function SeverityDialog({ ticket, change, onClose, outcomes = { onDone: onClose } }: MoveDialogFor) {
  const t = useTranslations("tickets");
  const door = useDoor();
  const [reason, setReason] = useState("");
  const [chosen, setChosen] = useState("");
  const { id: ticketId, version } = ticket;
  const others = severities.filter((severity) => severity !== ticket.severity);
  const severity = others.find((one) => one === chosen) ?? others[0];
  return (
    <MoveDialog
      title={t("moves.changeSeverity")}
      confirm={t("moves.confirmSeverity")}
      canConfirm={reason.trim() !== ""}
      change={change}
      onClose={onClose}
      onConfirm={() =>
        change.run(() => changeSeverityAction(door, { ticketId, version, severity, reason }), outcomes)
      }
    >
      <SelectField
        label={t("moves.newSeverity")}
        value={severity}
        options={others.map((one) => ({ value: one, label: t(`severity.${one}`) }))}
        onChange={(event) => setChosen(event.target.value)}
      />
      <ReasonField reason={reason} onReason={setReason} />
    </MoveDialog>
  );
}

/** The engineer's promise line: by when the customer hears again. */
export function PromiseDialog({ ticket, change, onClose, outcomes = { onDone: onClose } }: MoveDialogFor) {
  const t = useTranslations("tickets.moves");
  const [at, setAt] = useState("");
  const { id: ticketId, version } = ticket;
  const date = new Date(at);
  const isDate = !Number.isNaN(date.getTime());
  return (
    <MoveDialog
      title={t("promiseUpdate")}
      confirm={t("confirmPromise")}
      canConfirm={isDate}
      change={change}
      onClose={onClose}
      onConfirm={() =>
        change.run(() => promiseUpdateAction({ ticketId, version, promisedAt: date.toISOString() }), outcomes)
      }
    >
      <TextField
        type="datetime-local"
        label={t("promisedAt")}
        required
        value={at}
        onChange={(event) => setAt(event.target.value)}
        data-first-focus
      />
    </MoveDialog>
  );
}
