"use client";

import { Settings } from "lucide-react";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { usePreferenceGroups } from "@/components/app-shell/use-preference-groups";
import { Menu } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { signOutStaffAction } from "@/lib/identity/actions";

/** Language, appearance, and the way out. */
export function DeskMenu() {
  const t = useTranslations("common");
  const preferences = usePreferenceGroups();
  const [isLeaving, startLeaving] = useTransition();
  const session = {
    id: "session",
    items: [
      { id: "sign-out", label: t("signOut"), onSelect: () => startLeaving(() => signOutStaffAction()) },
    ],
  };
  return (
    <Menu
      label={t("settings")}
      trigger={isLeaving ? <Spinner /> : <Settings aria-hidden="true" className="size-4" />}
      groups={[...preferences, session]}
    />
  );
}
