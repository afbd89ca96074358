"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import type { CaredForChannel } from "@/components/channels/care-form-props";
import { RebindForm } from "@/components/channels/rebind-form";
import { RotateSecretForm } from "@/components/channels/rotate-secret-form";
import { useAction } from "@/components/app-shell/use-action";
import { useStepUp } from "@/components/security/use-step-up";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { rebindChannelAction, recheckChannelAction, rotateSecretAction } from "@/lib/channels/actions";
import type { SignInDoor } from "@/lib/identity/contract";

type ChannelCareProps = {
  door: SignInDoor;
  channel: CaredForChannel;
  /** What else can be done here. */
  children?: ReactNode;
};

/** Keeps a channel working, for its account and for who looks after the customer: check it again, a new secret, a new app. */
export function ChannelCare({ door, channel, children }: ChannelCareProps) {
  const t = useTranslations("channelCare");
  const [opened, setOpened] = useState<"rotate" | "rebind" | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { stepUp, stepUpDialog } = useStepUp(door);
  const finish = (text: string) => {
    setDone(text);
    setOpened(null);
  };
  const recheck = useAction(
    () => stepUp(() => recheckChannelAction(door, { channelId: channel.id })),
    ({ problem, warnings }) =>
      finish(t(problem === null && warnings === 0 ? "recheck.right" : "recheck.found")),
  );
  const rotate = useAction(
    (form: FormData) => stepUp(() => rotateSecretAction(door, form)),
    ({ secretEnding }) => finish(t("rotate.done", { ending: secretEnding })),
  );
  const rebind = useAction(
    (form: FormData) => stepUp(() => rebindChannelAction(door, form)),
    ({ appId, people }) => finish(t("rebind.done", { appId, people })),
  );
  const of = (act: string) => `${act}: ${channel.organizationName} (${channel.appId})`;

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          busy={recheck.isPending}
          aria-label={of(t("recheck.action"))}
          onClick={() => recheck.run(undefined)}
        >
          {t("recheck.action")}
        </Button>
        <Button aria-label={of(t("rotate.action"))} onClick={() => setOpened("rotate")}>
          {t("rotate.action")}
        </Button>
        <Button aria-label={of(t("rebind.action"))} onClick={() => setOpened("rebind")}>
          {t("rebind.action")}
        </Button>
        {children}
      </div>
      <output className="text-sm text-ink-muted empty:hidden">{done}</output>
      <RefusalBanner refusal={recheck.refusal} />
      <Dialog open={opened === "rotate"} title={t("rotate.title")} onClose={() => setOpened(null)}>
        <RotateSecretForm channel={channel} {...rotate} />
      </Dialog>
      <Dialog open={opened === "rebind"} title={t("rebind.title")} onClose={() => setOpened(null)}>
        <RebindForm channel={channel} {...rebind} />
      </Dialog>
      {stepUpDialog}
    </div>
  );
}
