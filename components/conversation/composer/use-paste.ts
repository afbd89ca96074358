"use client";

import { type ClipboardEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { filesIn } from "@/components/attachments/files-in";
import { MESSAGE_LIMIT } from "@/lib/messages/contract";

type PasteInput = { onFiles: (files: readonly File[]) => void; onText: (text: string) => void };

/** What pasting does: pictures and files are attached; a text longer than a message is asked about first. */
export function usePaste({ onFiles, onText }: PasteInput) {
  const t = useTranslations("attachments");
  const [longText, setLongText] = useState<string | null>(null);

  function handlePaste(event: ClipboardEvent) {
    const files = filesIn(event.clipboardData);
    const text = event.clipboardData.getData("text/plain");
    if (files.length === 0 && text.length <= MESSAGE_LIMIT) return;
    event.preventDefault();
    if (files.length > 0) onFiles(files);
    else setLongText(text);
  }

  function attach() {
    if (longText !== null) onFiles([new File([longText], `${t("pastedName")}.txt`, { type: "text/plain" })]);
    setLongText(null);
  }

  function insert() {
    if (longText !== null) onText(longText);
    setLongText(null);
  }

  return { handlePaste, longText, attach, insert, cancel: () => setLongText(null) };
}
