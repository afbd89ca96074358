"use client";

import { Archive } from "lucide-react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useDataAct } from "@/components/console/data/use-data-act";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { requestAccountExportAction } from "@/lib/privacy/actions";

/** Asks for everything of the account as one file. */
export function ExportAccount({ isRunning }: { isRunning: boolean }) {
  const t = useTranslations("privacy.export");
  const { run, isPending, refusal, stepUpDialog } = useDataAct();
  return (
    <Card
      title={t("title")}
      actions={
        <Button
          variant="primary"
          busy={isPending || isRunning}
          onClick={() => void run(() => requestAccountExportAction())}
        >
          <Archive aria-hidden="true" className="size-4" />
          {t("action")}
        </Button>
      }
    >
      <p className="text-ink-muted">{t("text")}</p>
      <RefusalBanner refusal={refusal} />
      {stepUpDialog}
    </Card>
  );
}
