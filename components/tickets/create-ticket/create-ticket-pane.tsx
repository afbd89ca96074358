"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { RightPane } from "@/components/app-shell/right-pane";
import { isBlank } from "@/components/tickets/create-ticket/ticket-draft";
import { TicketForm } from "@/components/tickets/create-ticket/ticket-form";
import { type CreatedTicket, useCreateTicket } from "@/components/tickets/create-ticket/use-create-ticket";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Refusal } from "@/lib/errors/result";

type CreateTicketPaneProps = {
  /** The service main group. */
  groupId: string;
  me: string;
  onClose: () => void;
  onCreated: (ticket: CreatedTicket) => void;
  onOpenGroup: (groupId: string) => void;
  /** Closes the form to choose messages of the group. */
  onQuote: () => void;
};

type CreateForm = ReturnType<typeof useCreateTicket>;

/** Create Ticket: the form, what was refused, and its end. */
export function CreateTicketPane({
  groupId,
  me,
  onClose,
  onCreated,
  onOpenGroup,
  onQuote,
}: CreateTicketPaneProps) {
  const t = useTranslations("tickets.create");
  const formId = useId();
  const form = useCreateTicket({ me, groupId, onCreated });
  const { previous } = form.draft.fields;
  return (
    <RightPane wide title={t("open")} onClose={onClose}>
      <TicketForm form={form} groupId={groupId} id={formId} onOpenGroup={onOpenGroup} onQuote={onQuote}>
        {previous && (
          <Banner
            action={
              <Button size="small" onClick={() => form.handleFill({ previous: null })}>
                {t("doNotLink")}
              </Button>
            }
          >
            {t("continues", { number: previous.number })}
          </Banner>
        )}
      </TicketForm>
      <footer className="flex flex-col gap-2 border-t px-4 py-3">
        <Problems form={form} onOpenGroup={onOpenGroup} />
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 text-xs text-ink-faint">{t("kept")}</p>
          <DiscardButton form={form} />
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={!form.files.isSettled}
            busy={form.isPending}
          >
            {t("submit")}
          </Button>
        </div>
      </footer>
    </RightPane>
  );
}

type ProblemsProps = { form: CreateForm; onOpenGroup: (groupId: string) => void };

function Problems({ form, onOpenGroup }: ProblemsProps) {
  const t = useTranslations("tickets.create");
  const wrong = Object.values(form.errors).filter((error) => error !== undefined).length;
  return (
    <>
      {wrong > 0 && (
        <p role="alert" className="text-sm text-danger-ink">
          {t("invalid", { count: wrong })}
        </p>
      )}
      {form.isUnreachable && <Banner tone="danger">{t("unreachable")}</Banner>}
      <RefusalBanner refusal={form.refusal} />
      {form.refusal?.reason === "tickets.form_used" && (
        <div className="flex flex-wrap gap-2">
          <ExistingTicket refusal={form.refusal} onOpenGroup={onOpenGroup} />
          <Button size="small" onClick={() => form.startAnew(true)}>
            {t("startNew")}
          </Button>
        </div>
      )}
    </>
  );
}

function ExistingTicket({
  refusal,
  onOpenGroup,
}: {
  refusal: Refusal;
  onOpenGroup: (groupId: string) => void;
}) {
  const t = useTranslations("tickets.create");
  const { number, groupId } = refusal.details;
  if (number === undefined || typeof groupId !== "string") return null;
  return (
    <Button size="small" onClick={() => onOpenGroup(groupId)}>
      {t("openExisting", { number })}
    </Button>
  );
}

function DiscardButton({ form }: { form: CreateForm }) {
  const t = useTranslations("tickets.create");
  const common = useTranslations("common");
  const [isAsking, setAsking] = useState(false);
  if (isBlank(form.draft) && form.files.items.length === 0) return null;

  function handleDiscard() {
    setAsking(false);
    form.startAnew(false);
  }

  return (
    <>
      <Button variant="ghost" disabled={form.isPending} onClick={() => setAsking(true)}>
        {t("discard")}
      </Button>
      <Dialog
        open={isAsking}
        title={t("discardTitle")}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button data-first-focus onClick={() => setAsking(false)}>
              {common("cancel")}
            </Button>
            <Button variant="danger" onClick={handleDiscard}>
              {t("discard")}
            </Button>
          </>
        }
      >
        <p>{t("discardText")}</p>
      </Dialog>
    </>
  );
}
