"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useDataAct } from "@/components/console/data/use-data-act";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/text-field";
import { setRetentionAction } from "@/lib/privacy/actions";
import { RETENTION_MONTHS } from "@/lib/privacy/contract";

/** How long conversations are kept; empty means for ever. */
export function RetentionForm({ months }: { months: number | null }) {
  const t = useTranslations("privacy.retention");
  const [typed, setTyped] = useState(months === null ? "" : String(months));
  const { run, isPending, refusal, stepUpDialog } = useDataAct();
  const wanted = typed.trim() === "" ? null : Number(typed);
  return (
    <Card title={t("title")}>
      <p className="text-ink-muted">{t("text")}</p>
      <p className="mt-2 font-medium">{months === null ? t("forever") : t("months", { months })}</p>
      <form
        className="mt-3 flex max-w-sm flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => setRetentionAction({ months: wanted }));
        }}
      >
        <TextField
          label={t("label")}
          description={t("hint")}
          inputMode="numeric"
          type="number"
          min={RETENTION_MONTHS.least}
          max={RETENTION_MONTHS.most}
          step={1}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {wanted !== null && wanted !== months && <p className="text-sm text-warning-ink">{t("confirm")}</p>}
        <RefusalBanner refusal={refusal} />
        <div>
          <Button type="submit" busy={isPending} disabled={wanted === months}>
            {t("save")}
          </Button>
        </div>
      </form>
      {stepUpDialog}
    </Card>
  );
}
