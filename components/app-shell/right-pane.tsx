"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";

type RightPaneProps = {
  title: string;
  onClose: () => void;
  /** For forms and tables, which need the room. */
  wide?: boolean;
  children: ReactNode;
};

/** Whether a key was meant for something inside that closes by itself. */
const isForInner = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('dialog, [role="menu"]') !== null;

/** The pane at the right: beside the conversation where there is room, over it where there is not. Escape closes it. */
export function RightPane({ title, onClose, wide = false, children }: RightPaneProps) {
  const t = useTranslations("common");
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const opener = document.activeElement;
    heading.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is heard from whatever inside has the focus
    <section
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isForInner(event.target)) onClose();
      }}
      className={classNames(
        "absolute inset-0 z-20 flex animate-[slide-in_140ms_ease-out] flex-col border-l bg-canvas md:left-auto md:shadow-float xl:static xl:shrink-0 xl:animate-none xl:shadow-none",
        wide ? "md:w-120" : "md:w-90 xl:w-80",
      )}
    >
      <header className="flex h-14 shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <h2
          ref={heading}
          tabIndex={-1}
          id={titleId}
          className="min-w-0 flex-1 truncate text-lg font-semibold"
        >
          {title}
        </h2>
        <IconButton label={t("close")} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {children}
    </section>
  );
}
