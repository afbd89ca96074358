"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl";
import type { Attachments } from "@/components/attachments/use-attachments";
import {
  bodyOf,
  type Draft,
  editDraft,
  emptyDraft,
  insertMention,
  withoutMentionBefore,
} from "@/components/conversation/composer/draft";
import { type InsertPlace, useSlash } from "@/components/conversation/composer/composer-tools";
import type { MentionCandidate } from "@/components/conversation/composer/mention-query";
import { type SendQuestion, useEveryoneQuestion } from "@/components/conversation/composer/send-questions";
import { useMentionPicker } from "@/components/conversation/composer/use-mention-picker";
import { MESSAGE_LIMIT, mentionsIn } from "@/lib/messages/contract";

export type ComposerInput = {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSend: (body: string) => void;
  /** The files that go along. */
  attachments: Pick<Attachments, "items" | "isSettled">;
  /** Why it cannot be sent as it stands, whatever it is; null: it can. */
  hold?: string | null;
  /** Set where the text is to replace that of a message: whether it may be empty, and whether everyone is named already. */
  edits?: { mayBeEmpty: boolean; hasEveryone: boolean } | undefined;
  /** Asked at the moment of sending; null when there is nothing to ask. */
  guard?: (() => SendQuestion | null) | undefined;
};

/** What the text box does: typing, mentions, and what is asked before a message leaves. */
export function useComposer(input: ComposerInput) {
  const { draft, onDraft, onSend, attachments, hold = null, edits, guard } = input;
  const t = useTranslations("conversation");
  const box = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const slash = useSlash();
  const picker = useMentionPicker({ draft, caret, everyoneName: t("everyone"), onPick: handlePick });
  const body = bodyOf(draft);
  const hasContent = body !== "" || attachments.items.length > 0 || edits?.mayBeEmpty === true;
  const canSend = hold === null && hasContent && body.length <= MESSAGE_LIMIT && attachments.isSettled;

  function write(next: Draft, nextCaret: number) {
    flushSync(() => {
      onDraft(next);
      setCaret(nextCaret);
    });
    box.current?.focus();
    box.current?.setSelectionRange(nextCaret, nextCaret);
  }

  function handlePick(candidate: MentionCandidate, range: { start: number; end: number }, isSilent: boolean) {
    const name = candidate.member?.name ?? t("everyone");
    const inserted = insertMention(draft, range, { id: candidate.id, name, isSilent });
    write(inserted.draft, inserted.caret);
  }

  function insertText(inserted: string, { range, select }: InsertPlace = {}) {
    const { text } = draft;
    const start = range?.start ?? box.current?.selectionStart ?? text.length;
    const end = range?.end ?? box.current?.selectionEnd ?? text.length;
    const caretAfter = start + inserted.length;
    write(editDraft(draft, text.slice(0, start) + inserted + text.slice(end), caretAfter), caretAfter);
    if (select) box.current?.setSelectionRange(start + select.start, start + select.end);
  }

  function startMention() {
    const at = box.current?.selectionStart ?? draft.text.length;
    // What is selected stays.
    box.current?.setSelectionRange(at, at);
    const before = draft.text.slice(0, at);
    insertText(/[\w.+-]$/.test(before) ? " @" : "@");
  }

  const asking = useAsking({ body, edits, guard, send });

  function send() {
    onSend(body);
    write(emptyDraft, 0);
  }

  function requestSend() {
    if (canSend) asking.request();
  }

  function handleKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // 229 is what Safari reports for the Enter that ends a composition.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (picker.handleKey(event)) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    const removed =
      event.key === "Backspace" && selectionStart === selectionEnd
        ? withoutMentionBefore(draft, selectionStart)
        : null;
    if (!removed && !isPlainEnter(event)) return;
    event.preventDefault();
    if (removed) write(removed.draft, removed.caret);
    else requestSend();
  }

  function handleText(text: string, nextCaret: number) {
    setCaret(nextCaret);
    slash.look(draft.text, text, nextCaret);
    onDraft(editDraft(draft, text, nextCaret));
  }

  return {
    box,
    picker,
    length: body.length,
    canSend,
    question: asking.question,
    confirm: asking.confirm,
    cancel: asking.cancel,
    requestSend,
    slash,
    insertText,
    startMention,
    setCaret,
    handleText,
    handleKeyDown,
  };
}

type AskingInput = Pick<ComposerInput, "guard" | "edits"> & { body: string; send: () => void };

/** What has to be agreed to before this body leaves, one question after the other. */
function useAsking({ body, edits, guard, send }: AskingInput) {
  const [questions, setQuestions] = useState<SendQuestion[]>([]);
  const everyoneQuestion = useEveryoneQuestion();

  function goOn(open: SendQuestion[]) {
    setQuestions(open);
    if (open.length === 0) send();
  }

  function request() {
    const isEveryoneNew = mentionsIn(body).everyone && edits?.hasEveryone !== true;
    const asked = [guard?.() ?? null, isEveryoneNew ? everyoneQuestion : null];
    goOn(asked.filter((question) => question !== null));
  }

  return {
    question: questions[0] ?? null,
    request,
    confirm: () => goOn(questions.slice(1)),
    cancel: () => setQuestions([]),
  };
}

function isPlainEnter(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
}
