"use client";

import { BellRing } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { ReminderDialog } from "@/components/reminders/reminder-dialog";
import { TimeLeft, useTimeLeft } from "@/components/reminders/time-left";
import { useReminder } from "@/components/reminders/use-reminder";
import { Button } from "@/components/ui/button";
import type { TicketRowView } from "@/lib/tickets/contract";

type ReminderButtonProps = { ticket: Pick<TicketRowView, "id" | "number"> };

/**
 * Reminder, in the header of a ticket group: a customer's press asks the service team to hurry and shows what became of it;
 * the service team only looks.
 */
export function ReminderButton({ ticket }: ReminderButtonProps) {
  return <ButtonOfTicket key={ticket.id} ticket={ticket} />;
}

function ButtonOfTicket({ ticket }: ReminderButtonProps) {
  const t = useTranslations("tickets.reminder");
  const isCustomer = useDoor().kind === "employee";
  const [isOpen, setOpen] = useState(false);
  const reminding = useReminder(ticket, isOpen);
  const { reading, isPending, isWaiting, press, forget } = reminding;
  const left = useTimeLeft(reading, reading?.nextPressAt ?? null);

  function handlePress() {
    setOpen(true);
    // Who has asked and cannot ask again yet wants to see what became of it.
    const canRepeat = reading?.state === "running" && left === null;
    if (isCustomer && (canRepeat || reading?.reminder?.hasAsked !== true)) press();
  }

  return (
    <>
      <Button
        size="small"
        aria-label={t("button")}
        aria-haspopup="dialog"
        busy={isPending && !isWaiting}
        onClick={handlePress}
      >
        <BellRing aria-hidden="true" className="size-3.5" />
        <span>{t("button")}</span>
        {left !== null && <TimeLeft left={left} />}
      </Button>
      <ReminderDialog
        ticketId={ticket.id}
        isOpen={isOpen}
        isCustomer={isCustomer}
        reminding={reminding}
        onClose={() => {
          setOpen(false);
          forget();
        }}
      />
    </>
  );
}
