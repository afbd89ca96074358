"use client";

import { useTranslations } from "use-intl";
import { useMemberName } from "@/components/conversation/moves/use-member-name";
import { useMoves } from "@/components/conversation/moves/moves-context";
import { usePeople } from "@/components/conversation/people-context";
import { classNames } from "@/components/ui/class-names";
import { type MessageView, type Reaction, REACTIONS } from "@/lib/messages/contract";

/** So many names fit a tooltip. */
const NAMED = 20;

/** Under a message: each emoji with how often it was given, by whom on hover; a press gives it, or takes it back. */
export function Reactions({ message }: { message: MessageView }) {
  const t = useTranslations("conversation.moves");
  const { me } = usePeople();
  const { takesPart, react } = useMoves();
  const nameOf = useMemberName();
  if (!message.reactions) return null;
  return (
    <ul aria-label={t("reactions")} className="mt-1 flex flex-wrap gap-1">
      {message.reactions.map(({ emoji, personIds }) => {
        const isMine = personIds.includes(me);
        const known = REACTIONS.find((one) => one === emoji);
        const names = personIds.slice(0, NAMED).map((id) => nameOf(id, true));
        const more = personIds.length - names.length;
        const who = t("reactedBy", { names: names.join(t("nameSeparator")), more });
        return (
          <li key={emoji}>
            <button
              type="button"
              title={who}
              aria-label={t("reaction", { emoji, count: personIds.length, who })}
              aria-pressed={isMine}
              disabled={!takesPart || known === undefined}
              onClick={() => known && react(message, known, !isMine)}
              className={classNames(
                "inline-flex h-6 items-center gap-1 rounded-full border px-2 text-sm tabular-nums pointer-coarse:h-10 pointer-coarse:px-3",
                isMine
                  ? "border-accent bg-accent-soft text-accent-ink"
                  : "bg-canvas not-disabled:hover:bg-hover",
              )}
            >
              <span aria-hidden="true">{emoji}</span>
              <span className="text-xs">{personIds.length}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

type ReactionChoiceProps = { message: MessageView; size: "small" | "large"; onDone: () => void };

/** The emoji to choose from. */
export function ReactionChoice({ message, size, onDone }: ReactionChoiceProps) {
  const t = useTranslations("conversation.moves");
  const { me } = usePeople();
  const { react } = useMoves();
  const mine = new Set(
    message.reactions?.flatMap(({ emoji, personIds }) => (personIds.includes(me) ? [emoji] : [])),
  );
  const choose = (emoji: Reaction) => {
    react(message, emoji, !mine.has(emoji));
    onDone();
  };
  return REACTIONS.map((emoji) => (
    <button
      key={emoji}
      type="button"
      aria-label={t("reactWith", { emoji })}
      aria-pressed={mine.has(emoji)}
      onClick={() => choose(emoji)}
      className={classNames(
        "inline-flex items-center justify-center rounded-md hover:bg-hover aria-pressed:bg-selected",
        size === "small" ? "size-7 text-base" : "size-10 text-xl",
      )}
    >
      <span aria-hidden="true">{emoji}</span>
    </button>
  ));
}
