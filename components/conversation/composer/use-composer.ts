"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl";
import {
  bodyOf,
  type Draft,
  editDraft,
  emptyDraft,
  insertMention,
  withoutMentionBefore,
} from "@/components/conversation/composer/draft";
import type { MentionCandidate } from "@/components/conversation/composer/mention-query";
import { type SendQuestion, useEveryoneQuestion } from "@/components/conversation/composer/send-questions";
import { useMentionPicker } from "@/components/conversation/composer/use-mention-picker";
import { MESSAGE_LIMIT, mentionsIn } from "@/lib/messages/contract";

export type ComposerInput = {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSend: (body: string) => void;
  /** Asked at the moment of sending; null when there is nothing to ask. */
  guard?: (() => SendQuestion | null) | undefined;
};

/** What the text box does: typing, mentions, and what is asked before a message leaves. */
export function useComposer({ draft, onDraft, onSend, guard }: ComposerInput) {
  const t = useTranslations("conversation");
  const box = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [questions, setQuestions] = useState<SendQuestion[]>([]);
  const everyoneQuestion = useEveryoneQuestion();
  const picker = useMentionPicker({ draft, caret, everyoneName: t("everyone"), onPick: handlePick });
  const body = bodyOf(draft);
  const canSend = body !== "" && body.length <= MESSAGE_LIMIT;

  function write(next: Draft, nextCaret: number) {
    flushSync(() => {
      onDraft(next);
      setCaret(nextCaret);
    });
    box.current?.focus();
    box.current?.setSelectionRange(nextCaret, nextCaret);
  }

  function handlePick(candidate: MentionCandidate, range: { start: number; end: number }) {
    const name = candidate.member?.name ?? t("everyone");
    const inserted = insertMention(draft, range, { id: candidate.id, name });
    write(inserted.draft, inserted.caret);
  }

  function startMention() {
    const at = box.current?.selectionStart ?? draft.text.length;
    const sign = /[\w.+-]$/.test(draft.text.slice(0, at)) ? " @" : "@";
    const text = draft.text.slice(0, at) + sign + draft.text.slice(at);
    write(editDraft(draft, text, at + sign.length), at + sign.length);
  }

  function send() {
    setQuestions([]);
    onSend(body);
    write(emptyDraft, 0);
  }

  function requestSend() {
    if (!canSend) return;
    const asked = [guard?.() ?? null, mentionsIn(body).everyone ? everyoneQuestion : null];
    const open = asked.filter((question) => question !== null);
    if (open.length === 0) send();
    else setQuestions(open);
  }

  function confirm() {
    if (questions.length > 1) setQuestions(questions.slice(1));
    else send();
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
    onDraft(editDraft(draft, text, nextCaret));
  }

  const cancel = () => setQuestions([]);
  return {
    box,
    picker,
    length: body.length,
    canSend,
    question: questions[0] ?? null,
    confirm,
    cancel,
    requestSend,
    startMention,
    setCaret,
    handleText,
    handleKeyDown,
  };
}

function isPlainEnter(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
}
