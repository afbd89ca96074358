"use client";

import { useTranslations } from "use-intl";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { Button } from "@/components/ui/button";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("common");
  return (
    <NarrowPage title={t("errorTitle")}>
      <p className="mb-4 text-ink-muted">{t("errorText")}</p>
      {error.digest !== undefined && (
        <p className="mb-4 font-mono text-sm text-ink-faint">{t("requestId", { id: error.digest })}</p>
      )}
      <Button variant="primary" onClick={reset}>
        {t("retry")}
      </Button>
    </NarrowPage>
  );
}
