"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { type CredentialField, fieldOf } from "@/components/console/credentials-refusal";
import { SecretField } from "@/components/console/secret-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { AddChannelInput } from "@/lib/channels/contract";
import { isSavable } from "@/lib/channels/policy";
import type { Refusal } from "@/lib/errors/result";

type CredentialsFormProps = {
  typed: AddChannelInput;
  onType: (field: CredentialField, value: string) => void;
  onSubmit: () => void;
  /** Keeps an app that only is not ready yet, and looks until it is. */
  onSaveUntilLive: () => void;
  isPending: boolean;
  refusal: Refusal | null;
};

/** "Enter Credentials": what was typed belongs to the page around it, so that no refusal loses it. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { typed, onType, onSubmit, onSaveUntilLive, isPending, refusal } = props;
  const t = useTranslations("console.credentials");
  const tConsole = useTranslations("console");
  const reasonText = useReasonText();
  const form = useRef<HTMLFormElement>(null);
  // Before the page is alive, pressing Enter would send the secret the browser's own way.
  const isAlive = useHydrated();
  const wrong = fieldOf(refusal);

  useEffect(() => {
    const name = fieldOf(refusal);
    if (name !== null) form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();
  }, [refusal]);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isPending) onSubmit();
  }

  const field = (name: CredentialField) => ({
    name,
    value: typed[name],
    readOnly: isPending,
    error: refusal !== null && wrong === name ? reasonText(refusal.reason, refusal.details) : undefined,
    onChange: (event: { target: { value: string } }) => onType(name, event.target.value),
    autoComplete: "off",
    autoCapitalize: "none",
    spellCheck: false,
    "aria-required": true,
  });

  return (
    <section aria-labelledby="credentials" className="rounded-lg border bg-raised p-4">
      <h2 id="credentials" className="mb-3 text-lg font-semibold">
        {tConsole("enterCredentials")}
      </h2>
      <form ref={form} method="post" onSubmit={handleSubmit} noValidate className="flex flex-col gap-4">
        <TextField
          label={t("organizationName")}
          description={t("organizationNameHelp")}
          {...field("organizationName")}
        />
        <TextField label={t("appId")} description={t("appIdHelp")} {...field("appId")} />
        <SecretField label={t("appSecret")} description={t("appSecretHelp")} {...field("appSecret")} />
        {isPending && <Banner>{t("checking")}</Banner>}
        {!isPending && refusal !== null && wrong === null && (
          <>
            <RefusalBanner refusal={refusal} />
            <p className="text-sm text-ink-muted">{t("nothingStored")}</p>
            {isSavable(refusal.reason) && <SaveOffer onSave={onSaveUntilLive} />}
          </>
        )}
        <Button type="submit" variant="primary" size="large" disabled={!isAlive} busy={isPending}>
          {tConsole("addChannel")}
        </Button>
      </form>
    </section>
  );
}

function SaveOffer({ onSave }: { onSave: () => void }) {
  const t = useTranslations("console.credentials");
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-sm">{t("saveOffer")}</p>
      <Button className="h-auto min-h-9 py-1 text-left whitespace-normal" onClick={onSave}>
        {t("saveUntilLive")}
      </Button>
    </div>
  );
}
