"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { useStepUp } from "@/components/security/use-step-up";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { deleteChannelAction } from "@/lib/channels/actions";
import type { ChannelView } from "@/lib/channels/contract";

/** Deletes a channel, after the organization's name was typed. */
export function DeleteChannel({ channel }: { channel: ChannelView }) {
  const t = useTranslations("channelCare.remove");
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        className="text-danger-ink"
        aria-label={`${t("action")}: ${channel.organizationName} (${channel.appId})`}
        onClick={() => setIsAsking(true)}
      >
        {t("action")}
      </Button>
      <Dialog open={isAsking} title={t("title")} onClose={() => setIsAsking(false)}>
        <DeleteForm channel={channel} onDone={() => setIsAsking(false)} />
      </Dialog>
    </>
  );
}

function DeleteForm({ channel, onDone }: { channel: ChannelView; onDone: () => void }) {
  const t = useTranslations("channelCare.remove");
  const { organizationName } = channel;
  const [confirmation, setConfirmation] = useState("");
  const { stepUp, stepUpDialog } = useStepUp("console");
  const { run, refusal, isPending } = useAction(
    (input: { channelId: string; confirmation: string }) => stepUp(() => deleteChannelAction(input)),
    onDone,
  );
  const isTyped = confirmation.trim() !== "";

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isTyped && !isPending) run({ channelId: channel.id, confirmation });
  }

  return (
    <>
      <form className="flex flex-col gap-4" onSubmit={handleSubmit}>
        <p>{t("text", { organization: organizationName })}</p>
        <ul className="list-disc pl-5 text-sm text-ink-muted">
          <li>{t("secret")}</li>
          <li>{t("groups")}</li>
          <li>{t("again")}</li>
        </ul>
        <TextField
          label={t("confirm", { organization: organizationName })}
          value={confirmation}
          autoComplete="off"
          spellCheck={false}
          data-first-focus
          onChange={(event) => setConfirmation(event.target.value)}
        />
        <RefusalBanner refusal={refusal} />
        <Button type="submit" variant="danger" size="large" disabled={!isTyped} busy={isPending}>
          {t("submit")}
        </Button>
      </form>
      {stepUpDialog}
    </>
  );
}
