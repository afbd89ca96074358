"use client";

import { Settings } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { usePreferenceGroups } from "@/components/app-shell/use-preference-groups";
import { useDeskPlaces, useMainGroupRequestCount } from "@/components/desk/use-desk-places";
import { Menu } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { signOutStaffAction } from "@/lib/identity/actions";

/** Other pages of the desk, language, appearance, and the way out. */
export function DeskMenu() {
  const t = useTranslations("common");
  const places = useDeskPlaces();
  const count = useMainGroupRequestCount();
  const router = useRouter();
  const preferences = usePreferenceGroups();
  const [isLeaving, startLeaving] = useTransition();
  const items = places.map(({ id, label, address }) => ({
    id,
    label,
    onSelect: () => router.push(address),
  }));
  const session = {
    id: "session",
    items: [
      { id: "sign-out", label: t("signOut"), onSelect: () => startLeaving(() => signOutStaffAction()) },
    ],
  };
  return (
    <Menu
      label={t("settings")}
      trigger={isLeaving ? <Spinner /> : <MenuSign hasRequests={count > 0} />}
      groups={[{ id: "places", items }, ...preferences, session]}
    />
  );
}

/** A point says that somebody asks; the menu says how many. */
function MenuSign({ hasRequests }: { hasRequests: boolean }) {
  return (
    <span className="relative">
      <Settings aria-hidden="true" className="size-4" />
      {hasRequests && <span className="absolute -top-0.5 -right-0.5 size-2 rounded-full bg-danger-solid" />}
    </span>
  );
}
