"use client";

import { MessageSquareQuote } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { DescriptionField } from "@/components/tickets/create-ticket/description-field";
import type { FormField } from "@/components/tickets/create-ticket/form-errors";
import { SeverityChoice } from "@/components/tickets/create-ticket/severity-choice";
import { SimilarTickets } from "@/components/tickets/create-ticket/similar-tickets";
import type { useCreateTicket } from "@/components/tickets/create-ticket/use-create-ticket";
import { useProducts } from "@/components/tickets/use-products";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { TITLE_LIMIT } from "@/lib/tickets/contract";

type TicketFormProps = {
  form: ReturnType<typeof useCreateTicket>;
  groupId: string;
  onOpenGroup: (groupId: string) => void;
  /** Closes the form to choose messages of the group. */
  onQuote: () => void;
  /** The form's id, by which the button under it submits. */
  id: string;
  /** Above the first field. */
  children: ReactNode;
};

/** Radio buttons cannot be invalid by themselves. */
const INVALID = '[aria-invalid="true"], [data-invalid]';

/** The fields of Create Ticket. */
export function TicketForm({ form, groupId, onOpenGroup, onQuote, id, children }: TicketFormProps) {
  const t = useTranslations("tickets.create");
  const reasonText = useReasonText();
  const { products, isError } = useProducts();
  const element = useRef<HTMLFormElement>(null);
  const { draft, errors, handleFill, attempt } = form;
  const { fields } = draft;

  useEffect(() => {
    if (attempt > 0) element.current?.querySelector<HTMLElement>(INVALID)?.focus();
  }, [attempt]);

  function errorOf(field: FormField): string | undefined {
    const error = errors[field];
    return error && reasonText(error.reason, error.details);
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    form.submit();
  }

  return (
    <form
      ref={element}
      id={id}
      noValidate
      onSubmit={handleSubmit}
      className="min-h-0 flex-1 overflow-y-auto px-4 py-4"
    >
      <fieldset disabled={form.isPending} className="flex min-w-0 flex-col gap-4">
        {children}
        <TextField
          label={t("title")}
          description={t("titleHelp")}
          error={errorOf("title")}
          required
          autoComplete="off"
          maxLength={TITLE_LIMIT}
          value={fields.title}
          onChange={(event) => handleFill({ title: event.target.value })}
        />
        <SimilarTickets groupId={groupId} text={fields.title} onOpenGroup={onOpenGroup} />
        <SelectField
          label={t("product")}
          error={errorOf("productCode") ?? (isError ? t("productsFailed") : undefined)}
          required
          value={fields.productCode}
          options={[
            { value: "", label: t("chooseProduct") },
            ...products.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => handleFill({ productCode: event.target.value })}
        />
        <SeverityChoice
          label={t("severity")}
          chosen={fields.severity}
          error={errorOf("severity")}
          onChoose={(severity) => handleFill({ severity })}
        />
        {fields.severity === "s1" && <p className="text-sm text-danger-ink">{t("emergencyHint")}</p>}
        <DescriptionField
          value={fields.description}
          files={form.files}
          error={errorOf("description")}
          filesError={errorOf("files")}
          onChange={(description) => handleFill({ description })}
        />
        <Button size="small" onClick={onQuote} className="-mt-2 self-start">
          <MessageSquareQuote aria-hidden="true" className="size-3.5" />
          {t("quoteMessages")}
        </Button>
        <MoreFacts form={form} errorOf={errorOf} />
      </fieldset>
    </form>
  );
}

type MoreFactsProps = Pick<TicketFormProps, "form"> & { errorOf: (field: FormField) => string | undefined };

/** What helps and is not needed. */
function MoreFacts({ form: { draft, handleFill }, errorOf }: MoreFactsProps) {
  const t = useTranslations("tickets.create");
  const { fields } = draft;
  return (
    <>
      <TextAreaField
        label={t("resources")}
        description={t("resourcesHelp")}
        error={errorOf("resources")}
        spellCheck={false}
        autoCapitalize="none"
        rows={2}
        value={fields.resources}
        onChange={(event) => handleFill({ resources: event.target.value })}
        className="font-mono"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("region")}
          description={t("regionHelp")}
          error={errorOf("region")}
          autoCapitalize="none"
          value={fields.region}
          onChange={(event) => handleFill({ region: event.target.value })}
        />
        <TextField
          type="datetime-local"
          label={t("beganAt")}
          error={errorOf("beganAt")}
          value={fields.beganAt}
          onChange={(event) => handleFill({ beganAt: event.target.value })}
        />
      </div>
    </>
  );
}
