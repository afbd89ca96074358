"use client";

import { Copy, Link } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePeople } from "@/components/conversation/people-context";
import { StartSelection } from "@/components/tickets/from-messages/start-selection";
import { IconButton } from "@/components/ui/icon-button";
import { withMentionNames } from "@/lib/messages/contract";

type MessageActionsProps = { messageId: string; body: string };

/** What can be done with a message; appears on hover and when focus comes by keyboard. */
export function MessageActions({ messageId, body }: MessageActionsProps) {
  const t = useTranslations("conversation");
  const { members } = usePeople();
  const [copied, setCopied] = useState(false);

  async function copy(text: string) {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }

  const nameOf = (id: string) =>
    id === "all" ? t("everyone") : (members.get(id)?.name ?? t("unknownPerson"));

  function linkToMessage(): string {
    const url = new URL(window.location.href);
    url.searchParams.set("message", messageId);
    return url.href;
  }

  return (
    <div className="absolute -top-3 right-2 flex rounded-md border bg-raised opacity-0 shadow-float group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:hidden">
      <IconButton
        label={t("copyText")}
        onClick={() => void copy(withMentionNames(body, nameOf))}
        className="size-7"
      >
        <Copy />
      </IconButton>
      <IconButton label={t("copyLink")} onClick={() => void copy(linkToMessage())} className="size-7">
        <Link />
      </IconButton>
      <StartSelection messageId={messageId} />
      <output className="sr-only">{copied ? t("copied") : ""}</output>
    </div>
  );
}
