"use client";

import { useTranslations } from "use-intl";
import { useConnection } from "@/components/conversation/conversation-provider";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

/** Says when messages do not flow, and what becomes of what is written meanwhile. */
export function ConnectionBanner() {
  const t = useTranslations("conversation");
  const connection = useConnection();
  if (connection === "reconnecting") {
    return (
      <output className="flex items-center gap-2 bg-warning-soft px-4 py-1.5 text-sm text-warning-ink">
        <Spinner />
        {t("reconnecting")}
      </output>
    );
  }
  if (connection === "signed_out") {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center gap-2 bg-danger-soft px-4 py-1.5 text-sm text-danger-ink"
      >
        <span className="min-w-0 flex-1">{t("signedOut")}</span>
        <Button size="small" onClick={() => window.location.reload()}>
          {t("signInAgain")}
        </Button>
      </div>
    );
  }
  return null;
}
