"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { AssignDialog } from "@/components/tickets/ticket-pane/assign-dialog";
import { ChangeProblem } from "@/components/tickets/ticket-pane/change-problem";
import { PromiseDialog, ReopenDialog, SeverityDialog } from "@/components/tickets/ticket-pane/reason-dialogs";
import { type Change, useTicketChange } from "@/components/tickets/ticket-pane/use-ticket-change";
import { Button } from "@/components/ui/button";
import { closeTicketAction, moveTicketAction, takeTicketAction } from "@/lib/tickets/actions";
import type { MoveTicketInput, TicketView } from "@/lib/tickets/contract";

type Question = "assign" | "reopen" | "changeSeverity" | "promiseUpdate";
const dialogs = {
  assign: AssignDialog,
  reopen: ReopenDialog,
  changeSeverity: SeverityDialog,
  promiseUpdate: PromiseDialog,
};
const questions: readonly Question[] = ["assign", "promiseUpdate", "changeSeverity", "reopen"];

type TicketMovesProps = {
  ticket: TicketView;
  /** Goes on with a closed ticket in a new one; null where the reader cannot. */
  onContinue: (() => void) | null;
};

/** What the reader may do with a ticket now. What needs no word happens at once; the rest asks. */
export function TicketMoves({ ticket, onContinue }: TicketMovesProps) {
  const t = useTranslations("tickets.moves");
  // What is changed is what its author saw: if it changed while they typed, they are told before anything happens.
  const [asked, setAsked] = useState<{ question: Question; version: number | null } | null>(null);
  const change = useTicketChange();
  const steps = useSteps(ticket);
  const { abilities } = ticket;
  const open = questions.filter((question) => abilities[question]);
  const canContinue = abilities.continue && onContinue !== null;
  if (steps.length === 0 && open.length === 0 && !canContinue) return null;
  const Asked = asked && dialogs[asked.question];

  function ask(question: Question | null) {
    change.forget();
    setAsked(question && { question, version: ticket.version });
  }

  return (
    <section aria-label={t("label")} className="flex flex-col gap-2">
      {Asked === null && <ChangeProblem change={change} />}
      <div className="flex flex-wrap gap-2">
        {steps.map(({ name, run }, index) => (
          <Button
            key={name}
            variant={index === 0 ? "primary" : "secondary"}
            disabled={change.isPending}
            onClick={() => change.run(run)}
          >
            {t(name)}
          </Button>
        ))}
        {open.map((question) => (
          <Button key={question} disabled={change.isPending} onClick={() => ask(question)}>
            {t(question === "assign" && ticket.assignee !== null ? "transfer" : question)}
          </Button>
        ))}
        {canContinue && (
          <Button variant="primary" onClick={onContinue}>
            {t("continue")}
          </Button>
        )}
      </div>
      {Asked && (
        <Asked
          ticket={{ ...ticket, version: asked.version ?? ticket.version }}
          change={change}
          outcomes={{
            onDone: () => ask(null),
            onRefused: () => setAsked((before) => before && { ...before, version: null }),
          }}
          onClose={() => ask(null)}
        />
      )}
    </section>
  );
}

type Step = { name: "take" | "startWork" | "waitForCustomer" | "resolve" | "close"; run: Change };

/** The moves that need no word, the likeliest first. */
function useSteps({ id: ticketId, version, abilities }: TicketView): Step[] {
  const door = useDoor();
  const move = (status: MoveTicketInput["status"]) => () =>
    moveTicketAction(door, { ticketId, version, status });
  const steps: Step[] = [
    { name: "take", run: () => takeTicketAction({ ticketId, version }) },
    { name: "startWork", run: move("in_progress") },
    { name: "resolve", run: move("resolved") },
    { name: "waitForCustomer", run: move("waiting_for_customer") },
    { name: "close", run: () => closeTicketAction(door, { ticketId, version }) },
  ];
  return steps.filter(({ name }) => abilities[name]);
}
