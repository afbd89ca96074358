"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useChosenTheme } from "@/components/app-shell/app-providers";
import { rememberChoice } from "@/components/app-shell/remember-choice";
import type { MenuGroup } from "@/components/ui/menu";
import { LOCALE_COOKIE, type Locale, locales } from "@/lib/i18n/locale";
import { type Theme, THEME_COOKIE, themes } from "@/lib/i18n/theme";

/** Each language in its own words, so that who cannot read the current one finds theirs. */
const languageNames: Record<Locale, string> = { en: "English", "zh-CN": "简体中文" };

const themeLabels = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;

/** The choices of language and appearance, for any menu of the product. */
export function usePreferenceGroups(): MenuGroup[] {
  const t = useTranslations("common");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState<Theme>(useChosenTheme());

  function chooseTheme(next: Theme) {
    rememberChoice(THEME_COOKIE, next);
    document.documentElement.dataset["theme"] = next;
    setTheme(next);
  }

  function chooseLocale(next: Locale) {
    rememberChoice(LOCALE_COOKIE, next);
    router.refresh();
  }

  return [
    {
      id: "language",
      label: t("language"),
      items: locales.map((id) => ({
        id,
        label: languageNames[id],
        checked: id === locale,
        onSelect: () => chooseLocale(id),
      })),
    },
    {
      id: "theme",
      label: t("theme"),
      items: themes.map((id) => ({
        id,
        label: t(themeLabels[id]),
        checked: id === theme,
        onSelect: () => chooseTheme(id),
      })),
    },
  ];
}
