"use client";

import { useActionState, useId } from "react";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { Avatar } from "@/components/ui/avatar";
import type { SignInState } from "@/lib/identity/contract";

type DemoPeopleProps = {
  title: string;
  people: { id: string; name: string; signIn: string; note: string }[];
  returnTo: string;
  action: (before: SignInState, form: FormData) => Promise<SignInState>;
};

/** Invented people of one door; a click signs in as one of them. */
export function DemoPeople({ title, people, returnTo, action }: DemoPeopleProps) {
  const titleId = useId();
  const [refusal, submit, isPending] = useActionState(action, null);
  return (
    <section aria-labelledby={titleId} className="rounded-lg border bg-raised p-2">
      <h3 id={titleId} className="px-2 pt-2 pb-1 font-semibold">
        {title}
      </h3>
      <RefusalBanner refusal={refusal} />
      <ul>
        {people.map(({ id, name, signIn, note }) => (
          <li key={id}>
            <form action={submit}>
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="returnTo" value={returnTo} />
              <button
                type="submit"
                disabled={isPending}
                className="flex min-h-10 w-full items-center gap-3 rounded-md px-2 text-left hover:bg-hover disabled:opacity-50"
              >
                <Avatar name={name} size="small" />
                <span className="min-w-0 flex-1 truncate">
                  {name} <span className="text-ink-muted">{note}</span>
                </span>
                <span className="shrink-0 text-sm text-ink-faint">{signIn}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
