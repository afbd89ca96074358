"use client";

import type { FormEvent } from "react";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { Refusal } from "@/lib/errors/result";

type NewPasswordFormProps = {
  words: { text: string; label: string; help: string; save: string };
  refusal: Refusal | null;
  busy: boolean;
  onSave: (password: string) => void;
};

/** With what somebody else signs in from now on. */
export function NewPasswordForm({ words, refusal, busy, onSave }: NewPasswordFormProps) {
  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    onSave(typeof password === "string" ? password : "");
  }

  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-4">
      <p className="text-ink-muted">{words.text}</p>
      <TextField
        type="password"
        name="password"
        label={words.label}
        description={words.help}
        autoComplete="new-password"
        required
        data-first-focus
      />
      <RefusalBanner refusal={refusal} />
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {words.save}
      </Button>
    </form>
  );
}
