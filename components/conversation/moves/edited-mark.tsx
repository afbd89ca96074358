"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { MessageMarkdown } from "@/components/conversation/markdown/message-markdown";
import { FullTime } from "@/components/conversation/moves/full-time";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { readRevisions, revisionsKey } from "@/lib/messages/browser/message-queries";
import { type MessageView, versionOf } from "@/lib/messages/contract";

/** Behind an edited message: that it was, and what it said before. */
export function EditedMark({ message }: { message: MessageView }) {
  const t = useTranslations("conversation.moves");
  const [isOpen, setOpen] = useState(false);
  if (!message.edited) return null;
  return (
    <>
      <button
        type="button"
        title={t("showHistory")}
        onClick={() => setOpen(true)}
        className="rounded-sm text-xs text-ink-faint hover:underline pointer-coarse:min-h-10"
      >
        {t("edited")}
      </button>
      <Dialog open={isOpen} title={t("history")} onClose={() => setOpen(false)}>
        <History message={message} />
      </Dialog>
    </>
  );
}

function History({ message }: { message: MessageView }) {
  const t = useTranslations("conversation.moves");
  const door = useDoor();
  const { id: messageId, groupId } = message;
  const { data, isError } = useQuery({
    queryKey: revisionsKey(messageId, versionOf(message)),
    queryFn: () => readRevisions(door, { groupId, messageId }),
  });
  if (isError) return <p role="alert">{t("loadFailed")}</p>;
  if (data === undefined) return <Spinner />;
  const said = { version: versionOf(message), body: message.body, writtenAt: message.edited?.at ?? "" };
  return (
    <ol className="divide-y">
      {[said, ...data].map(({ version, body, writtenAt }) => (
        <li key={version} className="py-2">
          <p className="text-xs text-ink-faint">
            {version === said.version && `${t("current")} · `}
            <FullTime instant={writtenAt} />
          </p>
          {body !== "" && <MessageMarkdown body={body} />}
        </li>
      ))}
    </ol>
  );
}
