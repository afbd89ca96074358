"use client";

import { Settings } from "lucide-react";
import { useTranslations } from "use-intl";
import { usePreferenceGroups } from "@/components/app-shell/use-preference-groups";
import { Menu } from "@/components/ui/menu";

/** Language and appearance, for pages of people who are not signed in. */
export function PreferencesMenu() {
  const t = useTranslations("common");
  const groups = usePreferenceGroups();
  return (
    <Menu
      label={t("settings")}
      trigger={<Settings aria-hidden="true" className="size-4" />}
      groups={groups}
    />
  );
}
