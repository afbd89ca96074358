"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { MoveDialog } from "@/components/tickets/ticket-pane/move-dialog";
import type { MoveDialogFor } from "@/components/tickets/ticket-pane/reason-dialogs";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { assignTicketAction } from "@/lib/tickets/actions";
import { readAssignableStaff, staffKey } from "@/lib/tickets/browser/staff-queries";
import type { AssignableStaffView } from "@/lib/tickets/contract";

/** Gives a ticket to one of the service team: who is on duty first, with what they have on their hands. */
export function AssignDialog({ ticket, change, onClose, outcomes = { onDone: onClose } }: MoveDialogFor) {
  const t = useTranslations("tickets.moves");
  const [chosen, setChosen] = useState("");
  const isTransfer = ticket.assignee !== null;
  const { id: ticketId, version } = ticket;
  return (
    <MoveDialog
      title={t(isTransfer ? "transfer" : "assign")}
      confirm={t(isTransfer ? "confirmTransfer" : "confirmAssign")}
      canConfirm={chosen !== ""}
      change={change}
      onClose={onClose}
      onConfirm={() =>
        change.run(() => assignTicketAction({ ticketId, version, personId: chosen }), outcomes)
      }
    >
      <StaffChoice exceptId={ticket.assignee?.personId ?? null} chosen={chosen} onChoose={setChosen} />
    </MoveDialog>
  );
}

type StaffChoiceProps = { exceptId: string | null; chosen: string; onChoose: (personId: string) => void };

function StaffChoice({ exceptId, chosen, onChoose }: StaffChoiceProps) {
  const t = useTranslations("tickets.moves");
  const choice = useId();
  const [wanted, setWanted] = useState("");
  const { data, isError } = useQuery({ queryKey: staffKey, queryFn: readAssignableStaff });
  const needle = wanted.trim().toLocaleLowerCase();
  const found = data?.filter(
    ({ personId, name }) => personId !== exceptId && name.toLocaleLowerCase().includes(needle),
  );
  return (
    <>
      <TextField
        type="search"
        label={t("search")}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        data-first-focus
      />
      <fieldset
        aria-busy={found === undefined && !isError}
        className="h-64 overflow-y-auto rounded-md border"
      >
        <legend className="sr-only">{t("staff")}</legend>
        {isError && <p className="p-3 text-danger-ink">{t("staffFailed")}</p>}
        {found?.length === 0 && <p className="p-3 text-ink-muted">{t("nobodyFound")}</p>}
        {found === undefined && !isError && <Skeleton className="m-3 h-6" />}
        {found?.map((person) => (
          <StaffOption
            key={person.personId}
            choice={choice}
            person={person}
            isChosen={person.personId === chosen}
            onChoose={() => onChoose(person.personId)}
          />
        ))}
      </fieldset>
    </>
  );
}

type StaffOptionProps = {
  /** The name all choices share. */
  choice: string;
  person: AssignableStaffView;
  isChosen: boolean;
  onChoose: () => void;
};

function StaffOption({ choice, person, isChosen, onChoose }: StaffOptionProps) {
  const t = useTranslations("tickets.moves");
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 px-3 py-1 hover:bg-hover has-checked:bg-selected">
      <input
        type="radio"
        name={choice}
        checked={isChosen}
        onChange={onChoose}
        className="size-4 shrink-0 accent-accent-solid"
      />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate">{person.name}</bdi>
        <span className="block text-xs text-ink-faint">
          {t("openTickets", { count: person.openTickets })}
        </span>
      </span>
      <Badge tone={person.onDuty ? "success" : "neutral"}>{t(person.onDuty ? "onDuty" : "offDuty")}</Badge>
    </label>
  );
}
