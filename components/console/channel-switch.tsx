"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useStepUp } from "@/components/security/use-step-up";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { disableChannelAction, enableChannelAction } from "@/lib/channels/actions";
import type { ChannelView } from "@/lib/channels/contract";
import type { Refusal, Result } from "@/lib/errors/result";

/** Switches a channel off, after its App ID was typed, or on again. */
export function ChannelSwitch({ channel }: { channel: ChannelView }) {
  const t = useTranslations("console.disable");
  const [isAsking, setIsAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();
  const { stepUp, stepUpDialog } = useStepUp("console");

  function run(action: (raw: unknown) => Promise<Result<unknown>>) {
    startTransition(async () => {
      const result = await stepUp(() => action({ channelId: channel.id }));
      setRefusal(result.ok ? null : result.error);
      if (result.ok) setIsAsking(false);
    });
  }

  if (channel.status === "disabled") {
    return (
      <div>
        <Button busy={isPending} onClick={() => run(enableChannelAction)}>
          {t("enable")}
        </Button>
        <RefusalBanner refusal={refusal} />
      </div>
    );
  }
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t("action")}</Button>
      <Dialog open={isAsking} title={t("title")} onClose={() => setIsAsking(false)}>
        <DisableForm
          channel={channel}
          refusal={refusal}
          isPending={isPending}
          onConfirm={() => run(disableChannelAction)}
        />
      </Dialog>
      {stepUpDialog}
    </>
  );
}

type DisableFormProps = {
  channel: ChannelView;
  refusal: Refusal | null;
  isPending: boolean;
  onConfirm: () => void;
};

function DisableForm({ channel, refusal, isPending, onConfirm }: DisableFormProps) {
  const t = useTranslations("console.disable");
  const [typed, setTyped] = useState("");
  const isConfirmed = typed.trim() === channel.appId;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isConfirmed) onConfirm();
      }}
    >
      <p>{t("text", { organization: channel.organizationName })}</p>
      <RefusalBanner refusal={refusal} />
      <TextField
        label={t("confirm", { appId: channel.appId })}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" variant="danger" disabled={!isConfirmed} busy={isPending}>
        {t("action")}
      </Button>
    </form>
  );
}
