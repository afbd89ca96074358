"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import type { CareFormProps } from "@/components/channels/care-form-props";
import { SecretField } from "@/components/console/secret-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

const empty = { appId: "", appSecret: "", confirmation: "" };

/** The app that takes the place of a channel's app, and the App ID it replaces, typed to confirm. */
export function RebindForm({ channel, run, isPending, refusal }: CareFormProps) {
  const t = useTranslations("channelCare.rebind");
  const tCredentials = useTranslations("console.credentials");
  const [typed, setTyped] = useState(empty);
  const isConfirmed = typed.confirmation.trim() === channel.appId;

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending || !isConfirmed) return;
    const form = new FormData();
    form.set("channelId", channel.id);
    for (const [name, value] of Object.entries(typed)) form.set(name, value);
    run(form);
  }

  const field = (name: keyof typeof empty) => ({
    value: typed[name],
    readOnly: isPending,
    autoComplete: "off",
    autoCapitalize: "none",
    spellCheck: false,
    "aria-required": true,
    onChange: (event: { target: { value: string } }) =>
      setTyped((before) => ({ ...before, [name]: event.target.value })),
  });

  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={handleSubmit}>
      <p>{t("text", { organization: channel.organizationName })}</p>
      <ul className="list-disc pl-5 text-sm text-ink-muted">
        <li>{t("stays")}</li>
        <li>{t("signIn")}</li>
        <li>{t("links")}</li>
      </ul>
      <TextField
        label={t("appId")}
        description={tCredentials("appIdHelp")}
        {...field("appId")}
        data-first-focus
      />
      <SecretField
        label={tCredentials("appSecret")}
        description={tCredentials("appSecretHelp")}
        {...field("appSecret")}
      />
      <TextField label={t("confirm", { appId: channel.appId })} {...field("confirmation")} />
      {isPending ? <Banner>{t("checking")}</Banner> : <RefusalBanner refusal={refusal} />}
      <div className="flex justify-end">
        <Button type="submit" variant="danger" size="large" disabled={!isConfirmed} busy={isPending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
