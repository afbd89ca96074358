"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { ComposerFoot } from "@/components/conversation/composer/composer-foot";
import { DraftMirror } from "@/components/conversation/composer/draft-mirror";
import { MentionPicker } from "@/components/conversation/composer/mention-picker";
import { SendQuestionDialog } from "@/components/conversation/composer/send-questions";
import { type ComposerInput, useComposer } from "@/components/conversation/composer/use-composer";
import { usePeople } from "@/components/conversation/people-context";

type ComposerProps = ComposerInput & { groupName: string };

// Of the text and of the mirror below it: one letter of difference and the colours stand beside the names.
const textStyle =
  "col-start-1 row-start-1 w-full px-3 py-2 font-sans text-base whitespace-pre-wrap [overflow-wrap:anywhere] pointer-coarse:text-lg";

/** The box at the foot of a conversation: text with mentions by name, sent by Enter as a body with tokens. */
export function Composer({ groupName, ...input }: ComposerProps) {
  const t = useTranslations("conversation");
  const listId = useId();
  const { members } = usePeople();
  const composer = useComposer(input);
  const { box, picker, handleText, handleKeyDown, setCaret } = composer;
  return (
    <div className="relative px-4 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {picker.isOpen && (
        <MentionPicker
          listId={listId}
          candidates={picker.candidates}
          activeIndex={picker.activeIndex}
          peopleCount={[...members.values()].filter((member) => member.present).length}
          onPick={picker.pick}
          onHover={picker.handleHover}
        />
      )}
      <div className="rounded-lg border border-line-strong bg-canvas focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <div className="max-h-[40vh] overflow-y-auto">
          <div className="grid min-h-9">
            <DraftMirror
              draft={input.draft}
              className={`${textStyle} pointer-events-none text-transparent`}
            />
            <textarea
              ref={box}
              rows={1}
              value={input.draft.text}
              aria-label={t("message")}
              placeholder={t("placeholder", { group: groupName })}
              aria-autocomplete="list"
              aria-controls={picker.isOpen ? listId : undefined}
              aria-activedescendant={picker.isOpen ? `${listId}-${picker.activeIndex}` : undefined}
              enterKeyHint="send"
              onChange={(event) => handleText(event.target.value, event.target.selectionStart)}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
              onKeyDown={handleKeyDown}
              className={`${textStyle} h-full resize-none overflow-hidden bg-transparent placeholder:text-ink-faint focus-visible:outline-none`}
            />
          </div>
        </div>
        <ComposerFoot
          length={composer.length}
          canSend={composer.canSend}
          onMention={composer.startMention}
          onSend={composer.requestSend}
        />
      </div>
      <SendQuestionDialog
        question={composer.question}
        onConfirm={composer.confirm}
        onCancel={composer.cancel}
      />
    </div>
  );
}
