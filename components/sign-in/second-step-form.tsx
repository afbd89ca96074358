"use client";

import { useActionState, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { SignInAction } from "@/components/sign-in/password-form";
import { RefusalBanner } from "@/components/sign-in/refusal-banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { startOverAction } from "@/lib/identity/actions";
import type { SignInDoor } from "@/lib/identity/contract";

type SecondStepFormProps = { door: SignInDoor; action: SignInAction; returnTo: string };

/** The second step of a sign-in: the code, or back to name and password. Works before and without scripts, too. */
export function SecondStepForm({ door, action, returnTo }: SecondStepFormProps) {
  const t = useTranslations("signIn");
  const tCode = useTranslations("security.code");
  const [refusal, submit, isPending] = useActionState(action, null);
  const [, startOver, isLeaving] = useActionState(startOverAction, null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!isPending) field.current?.focus();
  }, [isPending]);

  return (
    <>
      <form action={submit} className="flex flex-col gap-4">
        <p>{t("secondStep.text")}</p>
        {refusal && <RefusalBanner refusal={refusal} />}
        <input type="hidden" name="returnTo" value={returnTo} />
        <TextField
          ref={field}
          label={tCode("label")}
          description={tCode("help")}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          aria-required
        />
        <Button type="submit" variant="primary" busy={isPending}>
          {t("signIn")}
        </Button>
      </form>
      <form action={startOver} className="mt-3 flex flex-col">
        <input type="hidden" name="door" value={door} />
        <input type="hidden" name="returnTo" value={returnTo} />
        <Button type="submit" variant="ghost" busy={isLeaving}>
          {t("secondStep.startOver")}
        </Button>
      </form>
    </>
  );
}
