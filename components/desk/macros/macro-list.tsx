"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { MacroView } from "@/lib/desk/browser/macros";

type MacroListProps = {
  title: string;
  note?: string | undefined;
  empty: string;
  macros: readonly MacroView[];
  onEdit: (macro: MacroView) => void;
  onRetire: (macro: MacroView) => void;
};

/** Macros by name, with what the reader may do to each. */
export function MacroList({ title, note, empty, macros, onEdit, onRetire }: MacroListProps) {
  const t = useTranslations("macros");
  return (
    <section aria-label={title} className="overflow-hidden rounded-lg border bg-raised">
      <header className="flex flex-wrap items-baseline gap-x-3 border-b px-4 py-3">
        <h2 className="font-semibold">{title}</h2>
        {note !== undefined && <p className="text-sm text-ink-faint">{note}</p>}
      </header>
      {macros.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted">{empty}</p>
      ) : (
        <ul className="divide-y">
          {macros.map((macro) => (
            <li key={macro.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
              <div className="min-w-0 flex-1 basis-60">
                <h3 className="truncate font-medium">
                  <bdi>{macro.name}</bdi>
                </h3>
                <p className="truncate text-sm text-ink-faint">
                  <bdi>{macro.body.replace(/\s+/g, " ")}</bdi>
                </p>
              </div>
              {macro.mayManage && (
                <div className="flex gap-1">
                  <Button
                    variant="ghost"
                    aria-label={t("editNamed", { name: macro.name })}
                    onClick={() => onEdit(macro)}
                  >
                    {t("edit")}
                  </Button>
                  <Button
                    variant="ghost"
                    aria-label={t("retireNamed", { name: macro.name })}
                    onClick={() => onRetire(macro)}
                  >
                    {t("retire")}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
