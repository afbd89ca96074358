import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { ComposerTools } from "@/components/conversation/composer/composer-tools";
import { MacroTool } from "@/components/desk/macros/macro-tool";
import { firstGap, placeOf } from "@/lib/desk/browser/macro-text";

/** The desk's composers insert macros, and hold back a text in which a place of one is still open. */
export function useMacroTools(): ComposerTools {
  const t = useTranslations("macros");
  return useMemo(
    () => ({
      Tool: MacroTool,
      holdOf: (text) => {
        const gap = firstGap(text);
        if (gap === null) return null;
        return t("gap", { variable: t(`variable.${gap.variable}`), place: placeOf(gap.variable) });
      },
    }),
    [t],
  );
}
