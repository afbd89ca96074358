"use client";

import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { ChangeProblem } from "@/components/tickets/ticket-pane/change-problem";
import type { TicketChange } from "@/components/tickets/ticket-pane/use-ticket-change";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type MoveDialogProps = {
  title: string;
  confirm: string;
  canConfirm: boolean;
  change: TicketChange;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks what a change of a ticket needs to know. A refusal leaves it open, with what was typed. */
export function MoveDialog({
  title,
  confirm,
  canConfirm,
  change,
  onConfirm,
  onClose,
  children,
}: MoveDialogProps) {
  const common = useTranslations("common");
  const formId = useId();
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={!canConfirm}
            busy={change.isPending}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (canConfirm && !change.isPending) onConfirm();
        }}
      >
        <ChangeProblem change={change} />
        {children}
      </form>
    </Dialog>
  );
}
