"use client";

import { Copy, Ellipsis, Eye, Link, Pencil, Reply, SmilePlus, Undo2 } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import type { MessageAction } from "@/components/conversation/moves/message-action";
import { MessageSheet } from "@/components/conversation/moves/message-sheet";
import { messageLink } from "@/components/conversation/moves/message-link";
import { useMoves } from "@/components/conversation/moves/moves-context";
import { useOffered } from "@/components/conversation/moves/offered";
import { ReactionChoice } from "@/components/conversation/moves/reactions";
import { ReadersDialog } from "@/components/conversation/moves/read-by";
import { RecallQuestion } from "@/components/conversation/moves/recall-question";
import { useMemberName } from "@/components/conversation/moves/use-member-name";
import { StartSelection } from "@/components/tickets/from-messages/start-selection";
import { IconButton } from "@/components/ui/icon-button";
import { type MessageView, withMentionNames } from "@/lib/messages/contract";

/** What can be done with a message: a bar on hover and when focus comes by keyboard, a sheet behind "…" where fingers press. */
export function MessageActions({ message }: { message: MessageView }) {
  const t = useTranslations("conversation");
  const [open, setOpen] = useState<"sheet" | "readers" | "recall" | null>(null);
  const [wasOpened, setOpened] = useState(false);
  const show = (dialog: "sheet" | "readers" | "recall") => {
    setOpened(true);
    setOpen(dialog);
  };
  const { actions, copied } = useActions(message, show);
  const close = () => setOpen(null);
  return (
    <>
      <ActionBar message={message} actions={actions} />
      <output className="sr-only">{copied ? t("copied") : ""}</output>
      <span className="hidden shrink-0 pointer-coarse:block">
        <IconButton label={t("moves.more")} onClick={() => show("sheet")} className="text-ink-faint">
          <Ellipsis />
        </IconButton>
      </span>
      {wasOpened && (
        <>
          <MessageSheet open={open === "sheet"} message={message} actions={actions} onClose={close} />
          <ReadersDialog open={open === "readers"} message={message} onClose={close} />
          <RecallQuestion open={open === "recall"} message={message} onClose={close} />
        </>
      )}
    </>
  );
}

type ActionBarProps = { message: MessageView; actions: readonly MessageAction[] };

/** One stop for the Tab key per message: arrows go on from there. */
function ActionBar({ message, actions }: ActionBarProps) {
  const t = useTranslations("conversation");
  const [isReacting, setReacting] = useState(false);
  const offered = useOffered(message);
  const stop = (isFirst: boolean) => (isFirst ? 0 : -1);
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label={t("moves.actions")}
      onKeyDown={moveFocus}
      onMouseLeave={() => setReacting(false)}
      className="absolute -top-3 right-2 z-10 flex rounded-md border bg-raised opacity-0 shadow-float group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:hidden"
    >
      {isReacting ? (
        <ReactionChoice message={message} size="small" onDone={() => setReacting(false)} />
      ) : (
        <>
          {offered.react && (
            <IconButton label={t("moves.react")} onClick={() => setReacting(true)} className="size-7">
              <SmilePlus />
            </IconButton>
          )}
          {actions.map(({ id, label, icon, run }, index) => (
            <IconButton
              key={id}
              label={label}
              onClick={run}
              tabIndex={stop(!offered.react && index === 0)}
              className="size-7"
            >
              {icon}
            </IconButton>
          ))}
          <StartSelection messageId={message.id} />
        </>
      )}
    </div>
  );
}

/** Left and right go through the bar. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((at + step) % buttons.length)?.focus();
  event.preventDefault();
}

function useActions(message: MessageView, open: (dialog: "readers" | "recall") => void) {
  const t = useTranslations("conversation");
  const door = useDoor();
  const moves = useMoves();
  const offered = useOffered(message);
  const nameOf = useMemberName();
  const [copied, setCopied] = useState(false);

  async function copy(text: string) {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }

  const link = () =>
    messageLink(door, window.location.origin, { groupId: message.groupId, messageId: message.id });
  const all: (MessageAction & { offered: boolean })[] = [
    {
      id: "reply",
      label: t("moves.reply"),
      icon: <Reply />,
      run: () => moves.reply(message),
      offered: offered.reply,
    },
    {
      id: "edit",
      label: t("edit"),
      icon: <Pencil />,
      run: () => moves.edit(message),
      offered: offered.edit,
    },
    {
      id: "copy",
      label: t("copyText"),
      icon: <Copy />,
      run: () => void copy(withMentionNames(message.body, nameOf)),
      offered: message.body !== "",
    },
    { id: "link", label: t("copyLink"), icon: <Link />, run: () => void copy(link()), offered: true },
    {
      id: "readers",
      label: t("moves.readers"),
      icon: <Eye />,
      run: () => open("readers"),
      offered: offered.readers,
    },
    {
      id: "recall",
      label: t("moves.recall"),
      icon: <Undo2 />,
      run: () => (offered.asksBeforeRecall ? open("recall") : moves.recall(message)),
      danger: true,
      offered: offered.recall,
    },
  ];
  return { actions: all.filter((action) => action.offered), copied };
}
