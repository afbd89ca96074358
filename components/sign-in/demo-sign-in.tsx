"use client";

import { useActionState } from "react";
import { useTranslations } from "use-intl";
import type { SignInAction } from "@/components/sign-in/password-form";
import { RefusalBanner } from "@/components/sign-in/refusal-banner";
import { Button } from "@/components/ui/button";

/** Somebody who can come in with one click; texts are ready to show. */
type DemoPerson = { id: string; name: string; signIn: string; note: string };

type DemoSignInProps = { action: SignInAction; people: DemoPerson[]; returnTo: string };

/** The demo's one-click sign-in; nothing where there is nobody to offer. */
export function DemoSignIn({ action, people, returnTo }: DemoSignInProps) {
  const t = useTranslations("signIn.demo");
  const [refusal, submit, isPending] = useActionState(action, null);
  if (people.length === 0) return null;
  return (
    <section className="mt-6 border-t pt-4" aria-labelledby="demo-sign-in">
      <h2 id="demo-sign-in" className="mb-3 text-sm font-semibold">
        {t("title")}
      </h2>
      {refusal && <RefusalBanner refusal={refusal} />}
      <ul className="flex flex-col gap-2">
        {people.map(({ id, name, signIn, note }) => (
          <li key={id}>
            <form action={submit}>
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="returnTo" value={returnTo} />
              <Button type="submit" disabled={isPending} className="w-full">
                <span className="flex w-full justify-between gap-3">
                  <span>
                    {name} <span className="font-normal text-ink-muted">{note}</span>
                  </span>
                  <span className="font-normal text-ink-muted">{signIn}</span>
                </span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
