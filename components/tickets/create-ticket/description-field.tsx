"use client";

import { type ClipboardEvent, type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { AttachButton } from "@/components/attachments/attach-button";
import { FileDraftList } from "@/components/attachments/file-draft-list";
import { filesIn } from "@/components/attachments/files-in";
import type { Attachments } from "@/components/attachments/use-attachments";
import { useFileDrop } from "@/components/attachments/use-file-drop";
import { MessageMarkdown } from "@/components/conversation/markdown/message-markdown";
import { classNames } from "@/components/ui/class-names";
import { controlStyle } from "@/components/ui/field";

type DescriptionFieldProps = {
  value: string;
  onChange: (value: string) => void;
  files: Attachments;
  error: ReactNode;
  filesError: ReactNode;
};

/** What happens, as Markdown that can be looked at before it is sent; files come by pasting, dropping and choosing. */
export function DescriptionField({ value, onChange, files, error, filesError }: DescriptionFieldProps) {
  const t = useTranslations("tickets.create");
  const id = useId();
  const [isPreview, setPreview] = useState(false);
  const drop = useFileDrop(files.add);
  const hasError = error !== undefined;

  function handlePaste(event: ClipboardEvent) {
    const pasted = filesIn(event.clipboardData);
    if (pasted.length === 0) return;
    event.preventDefault();
    files.add(pasted);
  }

  return (
    <div {...drop.handlers} className="flex flex-col gap-1">
      <div className="flex items-center gap-1">
        <label htmlFor={isPreview ? undefined : id} className="min-w-0 flex-1 text-sm font-medium">
          {t("description")}
          <span aria-hidden="true" className="text-danger-ink">
            {" *"}
          </span>
        </label>
        <PreviewSwitch isPreview={isPreview} onSwitch={setPreview} />
        <AttachButton onFiles={files.add} />
      </div>
      {isPreview ? (
        <div className="min-h-40 rounded-md border bg-sunken px-3 py-2 break-words">
          {value.trim() === "" ? (
            <p className="text-ink-faint">{t("previewEmpty")}</p>
          ) : (
            <MessageMarkdown body={value} />
          )}
        </div>
      ) : (
        <textarea
          id={id}
          rows={7}
          value={value}
          required
          aria-invalid={hasError || undefined}
          aria-describedby={classNames(`${id}-help`, hasError && `${id}-error`)}
          onChange={(event) => onChange(event.target.value)}
          onPaste={handlePaste}
          className={classNames(
            controlStyle,
            "min-h-40 resize-y py-2",
            drop.isOver && "border-accent bg-selected",
          )}
        />
      )}
      <p id={`${id}-help`} className="text-sm text-ink-faint">
        {t("descriptionHelp")}
      </p>
      {[error, filesError].map(
        (one, index) =>
          one !== undefined && (
            <p
              key={index === 0 ? "text" : "files"}
              id={`${id}-${index === 0 ? "error" : "files"}`}
              role="alert"
              className="text-sm text-danger-ink"
            >
              {one}
            </p>
          ),
      )}
      <FileDraftList attachments={files} className="pt-1" />
    </div>
  );
}

type PreviewSwitchProps = { isPreview: boolean; onSwitch: (isPreview: boolean) => void };

function PreviewSwitch({ isPreview, onSwitch }: PreviewSwitchProps) {
  const t = useTranslations("tickets.create");
  return (
    <div className="flex rounded-md border p-0.5">
      {[false, true].map((one) => (
        <button
          key={String(one)}
          type="button"
          aria-pressed={one === isPreview}
          onClick={() => onSwitch(one)}
          className="min-h-6 rounded-sm px-2 text-sm text-ink-muted aria-pressed:bg-selected aria-pressed:text-accent-ink pointer-coarse:min-h-10"
        >
          {t(one ? "preview" : "write")}
        </button>
      ))}
    </div>
  );
}
