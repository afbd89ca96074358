"use client";

import { useTranslations } from "use-intl";
import type { MessageAction } from "@/components/conversation/moves/message-action";
import { useOffered } from "@/components/conversation/moves/offered";
import { ReactionChoice } from "@/components/conversation/moves/reactions";
import { classNames } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import type { MessageView } from "@/lib/messages/contract";

type MessageSheetProps = {
  open: boolean;
  message: MessageView;
  actions: readonly MessageAction[];
  onClose: () => void;
};

/** What can be done with a message, large enough for fingers. */
export function MessageSheet({ open, message, actions, onClose }: MessageSheetProps) {
  const t = useTranslations("conversation.moves");
  const offered = useOffered(message);
  return (
    <Dialog open={open} title={t("actions")} onClose={onClose}>
      {offered.react && (
        <div className="-mx-2 mb-2 flex flex-wrap justify-between border-b pb-2">
          <ReactionChoice message={message} size="large" onDone={onClose} />
        </div>
      )}
      {actions.map(({ id, label, icon, run, danger }) => (
        <button
          key={id}
          type="button"
          onClick={() => {
            onClose();
            run();
          }}
          className={classNames(
            "flex min-h-11 w-full items-center gap-3 rounded-md px-2 text-left hover:bg-hover [&>svg]:size-4",
            danger && "text-danger-ink",
          )}
        >
          {icon}
          {label}
        </button>
      ))}
    </Dialog>
  );
}
