"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { useStepUp } from "@/components/security/use-step-up";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { sendTestCardAction } from "@/lib/channels/actions";
import type { SelfCheckView } from "@/lib/channels/self-check-contract";
import type { SignInDoor } from "@/lib/identity/contract";

type TestCardProps = { door: SignInDoor; check: SelfCheckView };

/** Sends one employee a card of trial, after saying what that costs. */
export function TestCard({ door, check }: TestCardProps) {
  const t = useTranslations("selfCheck.testCard");
  const [isAsking, setIsAsking] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  if (check.recipients.length === 0) return <p className="text-sm text-ink-muted">{t("nobody")}</p>;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button onClick={() => setIsAsking(true)}>{t("action")}</Button>
      <output className="text-sm text-ink-muted empty:hidden">{done}</output>
      <Dialog open={isAsking} title={t("title")} onClose={() => setIsAsking(false)}>
        <TestCardForm
          door={door}
          check={check}
          onDone={(code) => {
            setDone(code === null ? t("sent") : t("refused", { code }));
            setIsAsking(false);
          }}
        />
      </Dialog>
    </div>
  );
}

function TestCardForm({ door, check, onDone }: TestCardProps & { onDone: (code: number | null) => void }) {
  const t = useTranslations("selfCheck.testCard");
  const [personId, setPersonId] = useState(check.recipients[0]?.personId ?? "");
  const { stepUp, stepUpDialog } = useStepUp(door);
  const { run, refusal, isPending } = useAction(
    (input: { channelId: string; personId: string }) => stepUp(() => sendTestCardAction(door, input)),
    ({ code }) => onDone(code),
  );

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isPending) run({ channelId: check.channelId, personId });
  }

  return (
    <>
      <form className="flex flex-col gap-4" onSubmit={handleSubmit}>
        <p>{t("text")}</p>
        <SelectField
          label={t("recipient")}
          value={personId}
          data-first-focus
          onChange={(event) => setPersonId(event.target.value)}
          options={check.recipients.map((person) => ({ value: person.personId, label: person.name }))}
        />
        <RefusalBanner refusal={refusal} />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" size="large" busy={isPending}>
            {t("submit")}
          </Button>
        </div>
      </form>
      {stepUpDialog}
    </>
  );
}
