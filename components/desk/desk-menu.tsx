"use client";

import { Settings } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { usePreferenceGroups } from "@/components/app-shell/use-preference-groups";
import { Menu } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { signOutStaffAction } from "@/lib/identity/actions";

/** Other pages of the desk, language, appearance, and the way out. */
export function DeskMenu() {
  const t = useTranslations("common");
  const tDesk = useTranslations("desk");
  const tDuty = useTranslations("duty");
  const router = useRouter();
  const preferences = usePreferenceGroups();
  const [isLeaving, startLeaving] = useTransition();
  const places = {
    id: "places",
    items: [
      { id: "tickets", label: tDesk("tickets.title"), onSelect: () => router.push("/desk/tickets") },
      { id: "duty", label: tDuty("title"), onSelect: () => router.push("/desk/duty") },
    ],
  };
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
      groups={[places, ...preferences, session]}
    />
  );
}
