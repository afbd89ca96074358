"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { FileDraftList } from "@/components/attachments/file-draft-list";
import type { Attachments } from "@/components/attachments/use-attachments";
import { ComposerFoot } from "@/components/conversation/composer/composer-foot";
import { useComposerTools } from "@/components/conversation/composer/composer-tools";
import { DraftMirror } from "@/components/conversation/composer/draft-mirror";
import { LongPasteDialog } from "@/components/conversation/composer/long-paste-dialog";
import { MentionPicker } from "@/components/conversation/composer/mention-picker";
import { SendQuestionDialog } from "@/components/conversation/composer/send-questions";
import { type ComposerInput, useComposer } from "@/components/conversation/composer/use-composer";
import { usePaste } from "@/components/conversation/composer/use-paste";
import { usePeople } from "@/components/conversation/people-context";
import { classNames } from "@/components/ui/class-names";

type ComposerProps = Omit<ComposerInput, "hold"> & {
  groupName: string;
  /** What is written here only the service team reads. */
  isNote: boolean;
  attachments: Attachments;
};

// Of the text and of the mirror below it: one letter of difference and the colours stand beside the names.
const textStyle =
  "col-start-1 row-start-1 w-full px-3 py-2 font-sans text-base whitespace-pre-wrap [overflow-wrap:anywhere] pointer-coarse:text-lg";

const frameStyle = "rounded-lg border bg-canvas focus-within:ring-1";
const messageFrame = "border-line-strong focus-within:border-accent focus-within:ring-accent";
const noteFrame = "border-dashed border-warning-ink focus-within:ring-warning-ink";

const NAME_SHOWN = 36;

/** What a placeholder of one line has room for, also on a telephone. */
function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length > NAME_SHOWN ? `${letters.slice(0, NAME_SHOWN).join("").trimEnd()}…` : name;
}

/** The box at the foot of a conversation: text with mentions by name, sent by Enter as a body with tokens. */
export function Composer({ groupName, isNote, ...input }: ComposerProps) {
  const t = useTranslations("conversation");
  const listId = useId();
  const { groupId, members } = usePeople();
  const { Tool, holdOf } = useComposerTools();
  const hold = holdOf(input.draft.text);
  const composer = useComposer({ ...input, hold });
  const { box, picker, handleText, handleKeyDown, setCaret } = composer;
  const { attachments } = input;
  const paste = usePaste({ onFiles: attachments.add, onText: composer.insertText });
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
          isSilent={picker.isSilent}
          onSilent={picker.setIsSilent}
        />
      )}
      <div className={classNames(frameStyle, isNote ? noteFrame : messageFrame)}>
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
              aria-label={t(isNote ? "note" : "message")}
              placeholder={t(isNote ? "notePlaceholder" : "placeholder", { group: shortened(groupName) })}
              aria-autocomplete="list"
              aria-controls={picker.isOpen ? listId : undefined}
              aria-activedescendant={picker.isOpen ? `${listId}-${picker.activeIndex}` : undefined}
              enterKeyHint="send"
              onChange={(event) => handleText(event.target.value, event.target.selectionStart)}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
              onKeyDown={handleKeyDown}
              onPaste={paste.handlePaste}
              className={`${textStyle} h-full resize-none overflow-hidden bg-transparent placeholder:whitespace-nowrap placeholder:text-ink-faint focus-visible:outline-none`}
            />
          </div>
        </div>
        <FileDraftList attachments={attachments} className="max-h-40 overflow-y-auto px-3 pb-2" />
        <ComposerFoot
          length={composer.length}
          hold={hold}
          isNote={isNote}
          canSend={composer.canSend}
          isEdit={input.edits !== undefined}
          onFiles={attachments.add}
          onMention={composer.startMention}
          onSend={composer.requestSend}
        >
          <Tool
            groupId={groupId}
            slashAt={composer.slash.at}
            onSlashDone={composer.slash.end}
            onInsert={composer.insertText}
          />
        </ComposerFoot>
      </div>
      <LongPasteDialog paste={paste} />
      <SendQuestionDialog
        question={composer.question}
        onConfirm={composer.confirm}
        onCancel={composer.cancel}
      />
    </div>
  );
}
