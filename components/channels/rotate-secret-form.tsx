"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import type { CareFormProps } from "@/components/channels/care-form-props";
import { SecretField } from "@/components/console/secret-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

/** The new secret of a channel's app. What was typed stays until Feishu has accepted it. */
export function RotateSecretForm({ channel, run, isPending, refusal }: CareFormProps) {
  const t = useTranslations("channelCare.rotate");
  const [appSecret, setAppSecret] = useState("");

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    // A form, not an object: `next dev` prints the arguments of server actions, and of a form it prints nothing.
    const form = new FormData();
    form.set("channelId", channel.id);
    form.set("appSecret", appSecret);
    run(form);
  }

  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={handleSubmit}>
      <p>{t("text", { organization: channel.organizationName })}</p>
      {channel.secretEnding !== null && (
        <p className="text-sm text-ink-muted">{t("inForce", { ending: channel.secretEnding })}</p>
      )}
      <SecretField
        label={t("secret")}
        description={t("secretHelp", { appId: channel.appId })}
        value={appSecret}
        readOnly={isPending}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-required
        data-first-focus
        onChange={(event) => setAppSecret(event.target.value)}
      />
      {isPending ? <Banner>{t("checking")}</Banner> : <RefusalBanner refusal={refusal} />}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" size="large" busy={isPending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
