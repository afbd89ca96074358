"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import type { ChannelView } from "@/lib/channels/contract";

type ChannelProblemProps = Pick<ChannelView, "problem" | "availability">;

/** What keeps cards from being sent, or from some people, and the page in Feishu on which it is repaired. */
export function ChannelProblem({ problem, availability }: ChannelProblemProps) {
  const t = useTranslations("channelCare");
  return (
    <>
      {problem && (
        <Banner tone="danger" title={t(`problem.${problem.kind}.title`)}>
          <p>{t(`problem.${problem.kind}.text`, { address: problem.address ?? "–", code: problem.code })}</p>
          <FeishuPage href={problem.page} />
        </Banner>
      )}
      {availability && (
        <Banner tone="warning" title={t("availability.title", { people: availability.people })}>
          <p>{t("availability.text")}</p>
          <FeishuPage href={availability.page} />
        </Banner>
      )}
    </>
  );
}

function FeishuPage({ href }: { href: string }) {
  const t = useTranslations("channelCare");
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="mt-1 inline-flex min-h-6 items-center gap-1 underline pointer-coarse:min-h-10"
    >
      {t("openPage")}
      <ExternalLink aria-hidden="true" className="size-3.5" />
    </a>
  );
}
