"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { MacroView } from "@/lib/desk/browser/macros";

type MacroOptionsProps = {
  listId: string;
  macros: readonly MacroView[];
  activeIndex: number;
  onHover: (index: number) => void;
  onPick: (macro: MacroView) => void;
};

/** The macros a search found. The search box keeps the focus; it names the active one. */
export function MacroOptions({ listId, macros, activeIndex, onHover, onPick }: MacroOptionsProps) {
  const t = useTranslations("macros.picker");
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.children[activeIndex]?.scrollIntoView({ block: "nearest" });
  }, [activeIndex]);

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the search box has the focus and names the active option */}
      <div
        ref={list}
        id={listId}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a list that belongs to a text box
        role="listbox"
        aria-label={t("list")}
        className="max-h-48 overflow-y-auto rounded-md border empty:hidden"
      >
        {macros.map((macro, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys are handled by the search box
          <div
            key={macro.id}
            id={`${listId}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see the list
            role="option"
            aria-selected={index === activeIndex}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => onHover(index)}
            onClick={() => onPick(macro)}
            className={classNames(
              "flex min-h-10 cursor-pointer items-center gap-2 px-3 py-1",
              index === activeIndex && "bg-selected",
            )}
          >
            <span className="min-w-0 flex-1">
              <bdi className="block truncate font-medium">{macro.name}</bdi>
              <bdi className="block truncate text-sm text-ink-faint">{macro.body.replace(/\s+/g, " ")}</bdi>
            </span>
            {macro.isTeams && <Badge>{t("ofTeam")}</Badge>}
          </div>
        ))}
      </div>
      <output className="sr-only">{t("found", { count: macros.length })}</output>
    </>
  );
}
