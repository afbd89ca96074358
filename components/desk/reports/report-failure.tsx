import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ReadFailure } from "@/lib/errors/browser/read-view";

/** Why there is no report, and what to do. */
export function ReportFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("reports");
  const common = useTranslations("common");
  const reasonText = useReasonText();
  const failure = error instanceof ReadFailure ? error : null;
  return (
    <Banner
      tone="danger"
      title={t("loadFailed")}
      action={
        <Button size="small" onClick={onRetry}>
          {common("retry")}
        </Button>
      }
    >
      {reasonText(failure?.reason)}
      {failure?.requestId && <> {common("requestId", { id: failure.requestId })}</>}
    </Banner>
  );
}
