"use client";

import { useTranslations } from "use-intl";
import { useMemberName } from "@/components/conversation/moves/use-member-name";
import { useMoves } from "@/components/conversation/moves/moves-context";
import type { MessageView } from "@/lib/messages/contract";

/** Where a message was: who took it back, and for a while the way to write it again for who has just done so. */
export function RecalledLine({ message }: { message: MessageView }) {
  const t = useTranslations("conversation.moves");
  const nameOf = useMemberName();
  const again = useMoves().writeAgain(message.id);
  const byId = message.recalled?.byId;
  // Nobody took it back: the account keeps conversations for a time (docs/decisions/0084-personal-data.md).
  if (byId === undefined) return <p className="text-ink-muted italic">{t("tooOld")}</p>;
  const isOwn = byId === message.senderId;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-ink-muted italic">
      <bdi>
        {isOwn
          ? t("recalled", { name: nameOf(byId) })
          : t("recalledOf", { name: nameOf(byId), author: nameOf(message.senderId) })}
      </bdi>
      {again && (
        <button
          type="button"
          onClick={again}
          className="rounded-sm text-accent-ink not-italic underline underline-offset-2 pointer-coarse:min-h-10"
        >
          {t("editAgain")}
        </button>
      )}
    </p>
  );
}
