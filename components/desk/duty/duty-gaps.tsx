"use client";

import { useTranslations } from "use-intl";
import { useDutyWords } from "@/components/desk/duty/use-duty-words";
import { Banner } from "@/components/ui/banner";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { DutyView, GapView } from "@/lib/duty/contract";

const FEW = 5;

/** The stretches nobody covers: the next ones at once, the rest on demand. */
export function DutyGaps({ duty }: { duty: DutyView }) {
  const t = useTranslations("duty.gaps");
  const { gaps } = duty;
  if (gaps.length === 0) return <Banner tone="success">{t("none")}</Banner>;
  const rest = gaps.slice(FEW);
  return (
    <Banner tone="warning" title={t("title", { count: gaps.length })}>
      <GapList gaps={gaps.slice(0, FEW)} duty={duty} />
      {rest.length > 0 && (
        <details className="mt-1">
          <summary className="min-h-8 content-center pointer-coarse:min-h-10">
            {t("more", { count: rest.length })}
          </summary>
          <GapList gaps={rest} duty={duty} />
        </details>
      )}
    </Banner>
  );
}

function GapList({ gaps, duty }: { gaps: readonly GapView[]; duty: DutyView }) {
  const words = useDutyWords(duty.products);
  const isKnown = useHydrated();
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {gaps.map((gap) => (
        <li key={`${gap.kind} ${gap.startsAt} ${gap.endsAt}`} className="min-h-5">
          {isKnown && <strong>{`${words.instant(gap.startsAt)} – ${words.instant(gap.endsAt)}`}</strong>}
          {": "}
          {words.gap(gap)}
        </li>
      ))}
    </ul>
  );
}
