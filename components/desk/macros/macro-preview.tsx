"use client";

import { useFormatter, useTranslations } from "use-intl";
import { MessageMarkdown } from "@/components/conversation/markdown/message-markdown";
import { fillMacro, type MacroValues, macroVariables, placeOf } from "@/lib/desk/browser/macro-text";
import type { MacroView } from "@/lib/desk/browser/macros";

type MacroPreviewProps = { macro: Pick<MacroView, "body">; values: MacroValues; help?: string };

/** What a macro says with these values, and what in it stays open. */
export function MacroPreview({ macro, values, help }: MacroPreviewProps) {
  const t = useTranslations("macros");
  const format = useFormatter();
  const text = fillMacro(macro.body, values);
  const open = macroVariables.filter((variable) => text.includes(placeOf(variable)));
  return (
    <section aria-label={t("picker.preview")} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">
        {t("picker.preview")}{" "}
        {help !== undefined && <span className="font-normal text-ink-faint">{help}</span>}
      </h3>
      <div className="max-h-48 overflow-y-auto rounded-md bg-sunken px-3 py-2 break-words">
        <MessageMarkdown body={text} />
      </div>
      {open.length > 0 && (
        <p className="text-sm text-warning-ink">
          {t("picker.missing", {
            variables: format.list(open.map((variable) => t(`variable.${variable}`))),
          })}
        </p>
      )}
    </section>
  );
}
