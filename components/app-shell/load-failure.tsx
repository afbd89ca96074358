"use client";

import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ReadFailure } from "@/lib/errors/browser/read-view";

type LoadFailureProps = {
  /** What could not be read. */
  title: string;
  error: Error | null;
  onRetry: () => void;
  className?: string;
};

/** Why something could not be read, what to do, and the request to name. */
export function LoadFailure({ title, error, onRetry, className }: LoadFailureProps) {
  const t = useTranslations("common");
  const reasonText = useReasonText();
  const failure = error instanceof ReadFailure ? error : null;
  return (
    <Banner
      tone="danger"
      title={title}
      className={className}
      action={
        <Button size="small" onClick={onRetry}>
          {t("retry")}
        </Button>
      }
    >
      <p>{reasonText(failure?.reason)}</p>
      {failure?.requestId && (
        <p className="mt-1 font-mono text-xs">{t("requestId", { id: failure.requestId })}</p>
      )}
    </Banner>
  );
}
