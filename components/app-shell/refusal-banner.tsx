"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { Banner } from "@/components/ui/banner";
import type { Refusal } from "@/lib/errors/result";

type RefusalBannerProps = { refusal: Refusal | null; action?: ReactNode };

/** Says why something was refused, when it can be tried again, and the request id to quote. */
export function RefusalBanner({ refusal, action }: RefusalBannerProps) {
  const t = useTranslations("common");
  const reasonText = useReasonText();
  if (!refusal) return null;
  return (
    <Banner tone="danger" action={action}>
      <p>{reasonText(refusal.reason, refusal.details)}</p>
      {refusal.retryAfterSeconds !== undefined && (
        <p>{t("retryIn", { seconds: refusal.retryAfterSeconds })}</p>
      )}
      <p className="mt-1 font-mono text-xs">{t("requestId", { id: refusal.requestId })}</p>
    </Banner>
  );
}
