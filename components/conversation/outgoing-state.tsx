"use client";

import { CircleAlert, Clock } from "lucide-react";
import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import type { OutgoingHandlers } from "@/components/conversation/timeline";
import { Button } from "@/components/ui/button";
import type { OutgoingMessage } from "@/lib/realtime/browser/group-state";

type OutgoingStateProps = { outgoing: OutgoingMessage; handlers: OutgoingHandlers };

/** Where a message of mine stands that is not in the log yet, and what can be done when it was refused. */
export function OutgoingState({ outgoing, handlers }: OutgoingStateProps) {
  const t = useTranslations("conversation");
  const common = useTranslations("common");
  const reasonText = useReasonText();
  if (outgoing.state === "sending") {
    return (
      <p className="flex items-center gap-1 text-xs text-ink-faint">
        <Clock aria-hidden="true" className="size-3" />
        {t("sending")}
      </p>
    );
  }
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-danger-ink">
      <CircleAlert aria-hidden="true" className="size-4" />
      <span className="font-medium">{t("notSent")}</span>
      <span>{reasonText(outgoing.reason)}</span>
      {outgoing.requestId !== undefined && (
        <span className="font-mono text-xs">{common("requestId", { id: outgoing.requestId })}</span>
      )}
      <span className="flex gap-1">
        <Button size="small" onClick={() => handlers.onRetry(outgoing.clientId)}>
          {t("retry")}
        </Button>
        <Button size="small" onClick={() => handlers.onEdit(outgoing)}>
          {t("edit")}
        </Button>
        <Button size="small" variant="ghost" onClick={() => handlers.onDiscard(outgoing)}>
          {t("discard")}
        </Button>
      </span>
    </div>
  );
}
