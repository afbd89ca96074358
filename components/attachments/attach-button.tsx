"use client";

import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";

type AttachButtonProps = { onFiles: (files: readonly File[]) => void; disabled?: boolean };

/** Chooses files from the device. */
export function AttachButton({ onFiles, disabled = false }: AttachButtonProps) {
  const t = useTranslations("attachments");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label={t("attach")} disabled={disabled} onClick={() => input.current?.click()}>
        <Paperclip />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("attach")}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file can be chosen again.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
