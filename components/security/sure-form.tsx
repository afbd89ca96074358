"use client";

import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { Button } from "@/components/ui/button";
import type { Refusal } from "@/lib/errors/result";

type SureFormProps = {
  words: { text: string; confirm: string };
  /** Whether it takes something from somebody. */
  takes: boolean;
  refusal: Refusal | null;
  busy: boolean;
  onConfirm: () => void;
};

/** Asks once more before somebody is cut off, or let in again. */
export function SureForm({ words, takes, refusal, busy, onConfirm }: SureFormProps) {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">{words.text}</p>
      <RefusalBanner refusal={refusal} />
      <Button
        variant={takes ? "danger" : "primary"}
        size="large"
        busy={busy}
        onClick={onConfirm}
        data-first-focus
      >
        {words.confirm}
      </Button>
    </div>
  );
}
