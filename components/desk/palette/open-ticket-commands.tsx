"use client";

import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { AssignTicket } from "@/components/desk/inbox/assign-ticket";
import { type DeskCommand, usePageCommands } from "@/components/desk/palette/page-commands";
import { HandOverForm } from "@/components/desk/tickets/hand-over-form";
import { useHandOver } from "@/components/desk/tickets/use-hand-over";
import { ChangeProblem } from "@/components/tickets/ticket-pane/change-problem";
import { type Change, useTicketChange } from "@/components/tickets/ticket-pane/use-ticket-change";
import { useTicket } from "@/components/tickets/use-tickets";
import { Dialog } from "@/components/ui/dialog";
import { closeTicketAction, moveTicketAction, takeTicketAction } from "@/lib/tickets/actions";
import type { TicketView } from "@/lib/tickets/contract";

const staff = { kind: "staff" } as const;

/** What needs no word happens at once, as in the ticket's details. */
const steps = {
  take: ({ id: ticketId, version }: TicketView) => takeTicketAction({ ticketId, version }),
  startWork: ({ id: ticketId, version }: TicketView) =>
    moveTicketAction(staff, { ticketId, version, status: "in_progress" }),
  waitForCustomer: ({ id: ticketId, version }: TicketView) =>
    moveTicketAction(staff, { ticketId, version, status: "waiting_for_customer" }),
  resolve: ({ id: ticketId, version }: TicketView) =>
    moveTicketAction(staff, { ticketId, version, status: "resolved" }),
  close: ({ id: ticketId, version }: TicketView) => closeTicketAction(staff, { ticketId, version }),
} satisfies Record<string, (ticket: TicketView) => ReturnType<Change>>;
const stepNames = ["take", "startWork", "waitForCustomer", "resolve", "close"] as const;

/** What can be done with the open ticket, in the command palette. */
export function OpenTicketCommands({ me, ticketId }: { me: string; ticketId: string }) {
  const t = useTranslations("inbox.palette");
  const moves = useTranslations("tickets.moves");
  const handOver = useTranslations("desk.handOver");
  const { data: ticket } = useTicket(ticketId);
  const { run, forget, ...change } = useTicketChange();
  const [dialog, setDialog] = useState<"assign" | "hand-over" | null>(null);
  const added = useMemo(() => {
    if (!ticket) return null;
    const commands: DeskCommand[] = stepNames
      .filter((name) => ticket.abilities[name])
      .map((name) => ({ id: name, label: moves(name), run: () => run(() => steps[name](ticket)) }));
    if (ticket.abilities.assign)
      commands.push({
        id: "assign",
        label: moves(ticket.assignee === null ? "assign" : "transfer"),
        run: () => setDialog("assign"),
      });
    if (ticket.assignee?.personId === me)
      commands.push({ id: "hand-over", label: handOver("title"), run: () => setDialog("hand-over") });
    return { heading: t("ticket", { number: String(ticket.number) }), commands };
    // What runs a change is another function with every render, and does the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [ticket, me, t, moves, handOver]);
  usePageCommands(added);

  if (change.refusal !== null || change.isUnreachable)
    return (
      <Dialog open title={t("failedTitle")} onClose={forget}>
        <ChangeProblem change={{ ...change, run, forget }} />
      </Dialog>
    );
  if (dialog === "hand-over") return <HandOverDialog me={me} onClose={() => setDialog(null)} />;
  if (dialog === null) return null;
  return <AssignTicket ticketId={ticketId} onClose={() => setDialog(null)} />;
}

function HandOverDialog({ me, onClose }: { me: string; onClose: () => void }) {
  const t = useTranslations("desk.handOver");
  const handOver = useHandOver();
  return (
    <Dialog open title={t("title")} onClose={onClose}>
      <HandOverForm me={me} handOver={handOver} onClose={onClose} />
    </Dialog>
  );
}
