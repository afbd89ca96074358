"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { CheckRow } from "@/components/channels/self-check/check-row";
import { ChannelIdentity } from "@/components/console/channel-identity";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import type { AddedChannelView } from "@/lib/channels/contract";

/** What was stored, as Feishu calls it, and what comes next. */
export function ChannelAdded({
  channel,
  openInFeishuUrl,
}: {
  channel: AddedChannelView;
  openInFeishuUrl: string;
}) {
  const t = useTranslations("console.addedChannel");
  const tChannels = useTranslations("console.channels");
  const isSaved = channel.status === "saved";
  const place = useRef<HTMLDivElement>(null);

  // The form that had the focus is gone; who listens is led to what took its place.
  useEffect(() => place.current?.focus(), []);

  return (
    <div ref={place} tabIndex={-1} className="flex max-w-2xl flex-col gap-4 outline-none">
      {isSaved ? (
        <Banner tone="warning" title={t("savedTitle")}>
          {t("savedText", { organization: channel.organizationName })}
        </Banner>
      ) : (
        <Banner tone="success" title={t("title")}>
          {t("text", { organization: channel.organizationName })}
        </Banner>
      )}
      <div className="flex flex-col gap-3 rounded-lg border bg-raised p-4">
        <ChannelIdentity channel={channel} />
        <p className="text-sm text-ink-muted">
          <span className="font-mono">{channel.appId}</span>
          {" · "}
          {t("secretEnding", { ending: channel.secretEnding })}
        </p>
        {channel.namesDiffer && (
          <Banner tone="warning">
            {tChannels("namesDiffer", {
              typed: channel.organizationNameTyped,
              real: channel.organizationName,
            })}
          </Banner>
        )}
      </div>
      <CheckRows channel={channel} />
      <section aria-labelledby="next-steps" className="rounded-lg border bg-raised p-4">
        <h2 id="next-steps" className="mb-2 text-lg font-semibold">
          {t("next")}
        </h2>
        {!isSaved && (
          <ol className="mb-4 flex list-decimal flex-col gap-1 pl-5">
            <li>{t("openApp")}</li>
            <li>{t("tellColleagues")}</li>
          </ol>
        )}
        <div className="flex flex-wrap gap-2">
          {!isSaved && (
            <a href={openInFeishuUrl} target="_blank" rel="noreferrer" className={buttonStyle("primary")}>
              {t("openLink")}
            </a>
          )}
          <ButtonLink href={`/console/channels/${channel.id}`} variant={isSaved ? "primary" : "secondary"}>
            {t("toCheck")}
          </ButtonLink>
          <ButtonLink href="/console/channels">{t("toList")}</ButtonLink>
        </div>
      </section>
    </div>
  );
}

/** The self-check as it was when the channel was added. */
function CheckRows({ channel: { checks } }: { channel: AddedChannelView }) {
  const t = useTranslations("selfCheck");
  return (
    <section aria-labelledby="self-check" className="rounded-lg border bg-raised">
      <h2 id="self-check" className="border-b p-4 text-lg font-semibold">
        {t("heading")}
      </h2>
      <ul>
        {checks.map((check) => (
          <CheckRow key={check.step} row={{ ...check, page: null, people: [] }} busy={false} />
        ))}
      </ul>
    </section>
  );
}
