"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { type Attachments, useAttachments } from "@/components/attachments/use-attachments";
import { Composer } from "@/components/conversation/composer/composer";
import { draftOf, emptyDraft } from "@/components/conversation/composer/draft";
import { appendToDraft, useDraft } from "@/components/conversation/composer/draft-store";
import type { SendQuestion } from "@/components/conversation/composer/send-questions";
import { useEarlyText } from "@/components/conversation/composer/use-early-text";
import { useConversationClient } from "@/components/conversation/conversation-provider";
import { ComposeBar } from "@/components/conversation/moves/compose-bar";
import { useComposing } from "@/components/conversation/moves/composing";
import { useMoves } from "@/components/conversation/moves/moves-context";
import { useMemberName } from "@/components/conversation/moves/use-member-name";
import { useEditing } from "@/components/conversation/moves/use-editing";
import { editOf } from "@/components/conversation/moves/use-message-moves";
import { usePeople } from "@/components/conversation/people-context";
import { Banner } from "@/components/ui/banner";
import type { GroupRowView } from "@/lib/groups/contract";
import { mentionsIn, type MessageView } from "@/lib/messages/contract";
import { messagePolicy } from "@/lib/messages/policy";

/** What is attached to a message that is being written in a group, kept like its text. */
export const filesOf = (groupId: string, me: string) => ({
  uploadTo: groupId,
  keepAs: `message.${me}.${groupId}`,
});

type DraftComposerProps = {
  group: GroupRowView;
  me: string;
  /** Asked at the moment of sending. */
  guard: (() => SendQuestion | null) | undefined;
};

/** The composer with this group's draft, or with the text of a message that is edited; apart, so that typing draws nothing else anew. */
export function DraftComposer({ group, me, guard }: DraftComposerProps) {
  const client = useConversationClient();
  const [draft, setDraft] = useDraft(me, group.id);
  const attachments = useAttachments(filesOf(group.id, me));
  const edit = useEdit(group, me);
  const { composing, compose, message, isEdit } = edit;
  const root = useFocusOn(composing === null ? null : `${composing.kind}:${composing.messageId}`);
  useEarlyText(root, (text) => appendToDraft(me, group.id, { text, mentions: [] }));

  function handleSend(body: string) {
    if (isEdit) return edit.save(body);
    void client.send(group.id, body, attachments.take(), composing?.messageId);
    if (composing) compose(null);
    return undefined;
  }

  function handleKey(event: KeyboardEvent) {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && composing) edit.cancel();
    else if (event.key === "ArrowUp" && !composing && draft.text === "") edit.editLast(event);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only listens to keys of the box inside
    <div ref={root} onKeyDown={handleKey}>
      {edit.problem !== null && <Refused reason={edit.problem} />}
      {composing && (
        <ComposeBar
          composing={composing}
          message={message}
          onCancel={edit.cancel}
          onOverwrite={(version) => compose({ ...composing, kind: "edit", version })}
        />
      )}
      <Composer
        key={isEdit ? "edit" : "new"}
        groupName={group.name}
        isNote={group.kind === "internal"}
        draft={isEdit ? edit.draft : draft}
        onDraft={isEdit ? edit.setDraft : setDraft}
        attachments={isEdit ? withoutFiles(attachments) : attachments}
        edits={isEdit ? editsOf(message) : undefined}
        onSend={(body) => void handleSend(body)}
        guard={guard}
      />
    </div>
  );
}

/** The state of an edit: which message, its text, saving and giving up. */
function useEdit(group: GroupRowView, me: string) {
  const client = useConversationClient();
  const moves = useMoves();
  const nameOf = useMemberName();
  const [composing, compose] = useComposing(me, group.id);
  const [draft, setDraft] = useDraft(me, editOf(group.id));
  const editing = useEditing({ groupId: group.id, composing, onDone: () => compose(null) });

  async function save(body: string) {
    const isDone = await editing.save(body);
    // The box was emptied when it was sent.
    setDraft(isDone ? emptyDraft : draftOf(body, nameOf));
  }

  function cancel() {
    editing.dismiss();
    compose(null);
    setDraft(emptyDraft);
  }

  function editLast(event: KeyboardEvent) {
    const { messages } = client.getGroup(group.id);
    const last = messages.findLast(({ senderId, notice }) => senderId === me && !notice);
    if (!last || messagePolicy.edit(me, moves.factsOf(last), moves.now()) !== null) return;
    event.preventDefault();
    moves.edit(last);
  }

  const { message, problem } = editing;
  const isEdit = composing?.kind === "edit";
  return { composing, compose, message, problem, isEdit, draft, setDraft, save, cancel, editLast };
}

/** Puts the cursor behind the text when it becomes another one. */
function useFocusOn(what: string | null) {
  const root = useRef<HTMLDivElement>(null);
  const { groupId } = usePeople();
  const shown = useRef({ groupId, what });
  useEffect(() => {
    if (what === shown.current.what) return;
    shown.current = { groupId, what };
    const box = root.current?.querySelector("textarea");
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  }, [groupId, what]);
  return root;
}

/** What is attached meanwhile goes to the next message: an edit keeps the files it has. */
const withoutFiles = (attachments: Attachments): Attachments => ({
  ...attachments,
  items: [],
  isSettled: true,
  problem: null,
});

const editsOf = (message: MessageView | undefined) => ({
  mayBeEmpty: (message?.attachments.length ?? 0) > 0,
  hasEveryone: message !== undefined && mentionsIn(message.body).everyone,
});

function Refused({ reason }: { reason: string }) {
  const reasonText = useReasonText();
  return (
    <Banner tone="danger" className="mx-4 mt-2">
      {reasonText(reason)}
    </Banner>
  );
}
