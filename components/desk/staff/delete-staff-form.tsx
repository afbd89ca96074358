"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { usePrivilegedAction } from "@/components/security/use-privileged-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { StaffView } from "@/lib/identity/contract";
import { requestStaffDeletionAction } from "@/lib/privacy/actions";

type DeleteStaffFormProps = { person: StaffView; onDone: () => void };

/** Has the personal data of one of the service team deleted, after their name was typed. */
export function DeleteStaffForm({ person: { personId, name }, onDone }: DeleteStaffFormProps) {
  const t = useTranslations("staff.deleteDialog");
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction(
    "staff",
    requestStaffDeletionAction,
    onDone,
  );
  const [typed, setTyped] = useState("");
  const isConfirmed = typed.trim().normalize("NFC") === name.trim().normalize("NFC");

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isConfirmed) run({ personId, confirmation: typed });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4">
        <p className="text-ink-muted">{t("text")}</p>
        <p className="text-ink-muted">{t("effect")}</p>
        <RefusalBanner refusal={refusal} />
        <TextField
          label={t("confirm", { name })}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          data-first-focus
        />
        <Button type="submit" variant="danger" size="large" disabled={!isConfirmed} busy={isPending}>
          {t("action")}
        </Button>
      </form>
      {stepUpDialog}
    </>
  );
}
