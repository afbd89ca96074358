"use client";

import { useTranslations } from "use-intl";
import { CopyValue } from "@/components/console/copy-value";
import { Banner } from "@/components/ui/banner";
import type { ChannelCheck } from "@/lib/channels/contract";

function valuesOf({ step, details }: ChannelCheck): string[] {
  const right = step === "redirect_urls" ? details["missing"] : details["expected"];
  return right === undefined ? [] : [right].flat();
}

/** What the check found that does not keep the channel from being stored, with the right values to copy. */
export function ChannelWarnings({ checks }: { checks: ChannelCheck[] }) {
  const t = useTranslations("console.checks");
  const warnings = checks.filter(({ state }) => state === "warning");
  if (warnings.length === 0) return null;

  function textOf({ step, details }: ChannelCheck): string {
    if (step === "web_app")
      return details["problem"] === "no_web_app"
        ? t("no_web_app")
        : t("different_url", { actual: String(details["actual"] ?? "") });
    if (step === "published" || step === "redirect_urls" || step === "trusted_domain") return t(step);
    return t("other", { step });
  }

  return (
    <Banner tone="warning" title={t("title")}>
      <ul className="mt-1 flex flex-col gap-3">
        {warnings.map((check) => (
          <li key={check.step} className="flex flex-col gap-1">
            <p>{textOf(check)}</p>
            {valuesOf(check).map((value) => (
              <CopyValue key={value} name={value} value={value} />
            ))}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
