"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

type RecoveryCodesProps = { codes: string[]; onKept: () => void };

/** The recovery codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const t = useTranslations("security.recovery");
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{t("title")}</h3>
      <p>{t("text")}</p>
      <ul
        aria-label={t("list")}
        className="grid gap-x-6 gap-y-1 rounded-md bg-code px-3 py-2 font-mono text-sm text-ink sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={codes.join("\n")} label={t("copy")} />
        <Button variant="primary" size="small" onClick={onKept}>
          {t("done")}
        </Button>
      </div>
    </div>
  );
}
