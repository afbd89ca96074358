"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import { useAttachments } from "@/components/attachments/use-attachments";
import { errorsOf, errorsOfRefusal, type FieldErrors } from "@/components/tickets/create-ticket/form-errors";
import { inputOf, type TicketFields } from "@/components/tickets/create-ticket/ticket-draft";
import { useTicketDraft } from "@/components/tickets/create-ticket/ticket-draft-store";
import type { Refusal } from "@/lib/errors/result";
import { createTicketAction } from "@/lib/tickets/actions";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";
import { type CreatedTicketView, createTicketInput, type Severity } from "@/lib/tickets/contract";

/** A ticket this page has just created. */
export type CreatedTicket = CreatedTicketView & { severity: Severity };

type CreatingTicket = { me: string; groupId: string; onCreated: (ticket: CreatedTicket) => void };

/** The form of Create Ticket: what is typed, what is wrong with it, and submitting it once. */
export function useCreateTicket({ me, groupId, onCreated }: CreatingTicket) {
  const door = useDoor();
  const queries = useQueryClient();
  const { draft, fill, renew } = useTicketDraft(me, groupId);
  const files = useAttachments({ uploadTo: groupId, keepAs: `ticket.${me}.${groupId}` });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isUnreachable, setUnreachable] = useState(false);
  /** Counts refused submissions: each brings the focus to the first field that is wrong. */
  const [attempt, setAttempt] = useState(0);
  const [isPending, startTransition] = useTransition();

  function refuse(found: FieldErrors, whole: Refusal | null) {
    setErrors(found);
    setRefusal(whole);
    setAttempt((count) => count + 1);
  }

  async function create(input: unknown, severity: Severity) {
    if (door.kind !== "employee") return;
    // Not reached, or no answer: whether there is a ticket is known when it is submitted again.
    const result = await createTicketAction(door.appId, input).catch(() => null);
    setUnreachable(result === null);
    if (result === null) return;
    if (!result.ok) {
      const found = errorsOfRefusal(result.error);
      refuse(found, Object.keys(found).length > 0 ? null : result.error);
      return;
    }
    files.take();
    renew();
    await queries.invalidateQueries({ queryKey: ticketKeys.all });
    onCreated({ ...result.value, severity });
  }

  function submit() {
    if (isPending || !files.isSettled) return;
    const attachmentIds = files.ready.map(({ id }) => id);
    const parsed = createTicketInput.safeParse(inputOf(draft, groupId, attachmentIds));
    setUnreachable(false);
    if (!parsed.success) {
      refuse(errorsOf(parsed.error.issues), null);
      return;
    }
    setErrors({});
    setRefusal(null);
    startTransition(() => create(parsed.data, parsed.data.severity));
  }

  function handleFill(fields: Partial<TicketFields>) {
    const touched = Object.fromEntries(Object.keys(fields).map((field) => [field, undefined]));
    setErrors({ ...errors, ...touched });
    fill(fields);
  }

  function startAnew(keepsFields: boolean) {
    renew(keepsFields);
    if (!keepsFields) for (const { key } of files.items) files.remove(key);
    setErrors({});
    setRefusal(null);
  }

  return { draft, files, errors, refusal, isUnreachable, attempt, isPending, submit, handleFill, startAnew };
}
