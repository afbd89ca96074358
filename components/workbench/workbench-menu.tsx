"use client";

import { Settings } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePreferenceGroups } from "@/components/app-shell/use-preference-groups";
import { Menu } from "@/components/ui/menu";
import { NotificationSettings } from "@/components/workbench/notification-settings";
import type { NotificationSettingsView } from "@/lib/notifications/contract";

/** An employee's own choices: notifications, language, appearance. */
export function WorkbenchMenu({ appId, settings }: { appId: string; settings: NotificationSettingsView }) {
  const t = useTranslations("common");
  const notifications = useTranslations("notifications");
  const preferences = usePreferenceGroups();
  const [saved, setSaved] = useState(settings);
  const [isOpen, setIsOpen] = useState(false);
  const own = {
    id: "notifications",
    items: [{ id: "settings", label: notifications("menu"), onSelect: () => setIsOpen(true) }],
  };
  return (
    <>
      <Menu
        label={t("settings")}
        trigger={<Settings aria-hidden="true" className="size-4" />}
        groups={[own, ...preferences]}
      />
      {isOpen && (
        <NotificationSettings
          appId={appId}
          settings={saved}
          onSaved={(next) => {
            setSaved(next);
            setIsOpen(false);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
