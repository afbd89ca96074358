"use client";

import { type ReactNode, useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import type { Refusal } from "@/lib/errors/result";

type CodeDialogProps = {
  open: boolean;
  title: ReactNode;
  text: ReactNode;
  submitLabel: ReactNode;
  danger?: boolean;
  onClose: () => void;
  /** Does what the code is for; answers why it was refused, or null. */
  onCode: (code: string) => Promise<Refusal | null>;
};

/** Asks for a code of one's own second factor. */
export function CodeDialog({ open, title, onClose, ...form }: CodeDialogProps) {
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <CodeForm {...form} />
    </Dialog>
  );
}

type CodeFormProps = Omit<CodeDialogProps, "open" | "title" | "onClose">;

function CodeForm({ text, submitLabel, danger = false, onCode }: CodeFormProps) {
  const t = useTranslations("security.code");
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        startTransition(async () => setRefusal(await onCode(code)));
      }}
    >
      <p>{text}</p>
      <RefusalBanner refusal={refusal} />
      <TextField
        label={t("label")}
        description={t("help")}
        value={code}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        aria-required
        data-first-focus
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" variant={danger ? "danger" : "primary"} busy={isPending}>
        {submitLabel}
      </Button>
    </form>
  );
}
