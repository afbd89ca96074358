"use client";

import { type ReactNode, useActionState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/sign-in/refusal-banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { SignInState } from "@/lib/identity/contract";

/** A server action behind a sign-in form. */
export type SignInAction = (before: SignInState, form: FormData) => Promise<SignInState>;

type PasswordFormProps = {
  action: SignInAction;
  /** The field that says who it is. */
  children: ReactNode;
  returnTo: string;
};

/** A sign-in by name and password: a plain form, which works before and without scripts. */
export function PasswordForm({ action, children, returnTo }: PasswordFormProps) {
  const t = useTranslations("signIn");
  const [refusal, submit, isPending] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      {refusal && <RefusalBanner refusal={refusal} />}
      <input type="hidden" name="returnTo" value={returnTo} />
      {children}
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        aria-required
      />
      <Button type="submit" variant="primary" busy={isPending}>
        {t("signIn")}
      </Button>
    </form>
  );
}
