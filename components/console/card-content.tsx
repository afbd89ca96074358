"use client";

import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { useStepUp } from "@/components/security/use-step-up";
import { CheckBox } from "@/components/ui/check-box";
import { setCardContentAction } from "@/lib/channels/actions";
import type { ChannelView } from "@/lib/channels/contract";

/** Whether cards of a channel carry what was written. */
export function CardContent({ channel }: { channel: ChannelView }) {
  const t = useTranslations("console.cardContent");
  const { stepUp, stepUpDialog } = useStepUp("console");
  const setting = useAction(
    (hidden: boolean) => stepUp(() => setCardContentAction({ channelId: channel.id, hidden })),
    () => undefined,
  );
  return (
    <div className="text-sm">
      <CheckBox
        label={t("hide")}
        checked={channel.hidesCardContent}
        disabled={setting.isPending}
        onChange={(event) => setting.run(event.target.checked)}
      />
      <p className="pl-6 text-ink-muted">{t("text")}</p>
      <RefusalBanner refusal={setting.refusal} />
      {stepUpDialog}
    </div>
  );
}
