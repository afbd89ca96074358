"use client";

import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import type { ChannelView } from "@/lib/channels/contract";

/** The organization behind a channel, as Feishu knows it: avatar, real name, number, version. */
export function ChannelIdentity({ channel }: { channel: ChannelView }) {
  const t = useTranslations("console.channels");
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar name={channel.organizationName} src={channel.avatarUrl} size="large" shape="square" />
      <div className="min-w-0">
        <h2 className="truncate text-lg font-semibold">{channel.organizationName}</h2>
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-muted">
          {/* Feishu tells neither to an app that is not in force yet. */}
          {channel.displayId !== "" && (
            <>
              {t("number", { number: channel.displayId })}
              <Badge>{t(`tag.${channel.tag}`)}</Badge>
            </>
          )}
        </p>
      </div>
    </div>
  );
}
