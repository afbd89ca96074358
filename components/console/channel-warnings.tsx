"use client";

import { useTranslations } from "use-intl";
import { CharacterDiff } from "@/components/channels/self-check/character-diff";
import { useRowText } from "@/components/channels/self-check/use-row-text";
import { Banner } from "@/components/ui/banner";
import type { ChannelCheck } from "@/lib/channels/self-check-contract";

/** What the check found that is to be repaired in Feishu, with the right values to copy. */
export function ChannelWarnings({ checks }: { checks: ChannelCheck[] }) {
  const t = useTranslations("console.checks");
  const tCheck = useTranslations("selfCheck");
  const rowText = useRowText();
  const warnings = checks.filter(
    ({ state, step }) => state === "wrong" || (state === "warning" && step !== "organization"),
  );
  if (warnings.length === 0) return null;
  return (
    <Banner tone="warning" title={t("title")}>
      <ul className="mt-1 flex flex-col gap-3">
        {warnings.map((check) => (
          <li key={check.step} className="flex flex-col gap-1">
            <p className="font-medium">{tCheck(`title.${check.step}`)}</p>
            <p>{rowText({ ...check, page: null, people: [] })}</p>
            {check.compared.map(({ expected, actual }) => (
              <CharacterDiff
                key={expected}
                expected={expected}
                actual={actual}
                name={tCheck(`title.${check.step}`)}
              />
            ))}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
