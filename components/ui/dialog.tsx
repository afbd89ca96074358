"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";

type DialogProps = {
  open: boolean;
  title: ReactNode;
  /** Escape, the cross, or a press beside it. */
  onClose: () => void;
  /** The buttons, the one that goes on last. `data-first-focus` marks where the focus starts. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A modal question. The browser's own dialog keeps the focus inside and gives it back. */
export function Dialog({ open, title, onClose, footer, children }: DialogProps) {
  const t = useTranslations("common");
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // The browser would choose the cross.
      dialog.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    // A press beside the dialog is a press on its backdrop; Escape does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape is the keyboard's way, see onCancel
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
      // Held by its top edge: what grows inside must not move a button from under the pointer.
      className="mx-auto mt-[10vh] mb-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border bg-raised p-0 text-ink shadow-float"
    >
      {open && (
        <div className="flex max-h-[80vh] flex-col">
          <header className="flex items-center gap-2 py-3 pr-3 pl-5">
            <h2 id={titleId} className="min-w-0 flex-1 text-lg font-semibold">
              {title}
            </h2>
            <IconButton label={t("close")} onClick={onClose}>
              <X />
            </IconButton>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 break-words">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>
          )}
        </div>
      )}
    </dialog>
  );
}
