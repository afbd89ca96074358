"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { usePreferenceGroups } from "@/components/app-shell/use-preference-groups";
import { useDeskPlaces } from "@/components/desk/use-desk-places";
import type { DeskCommand } from "@/components/desk/palette/page-commands";
import { signOutStaffAction } from "@/lib/identity/actions";

/** What the palette can do on every page: the desk's pages, language and appearance, and the way out. */
export function useOwnCommands(onHelp: () => void): { pages: DeskCommand[]; more: DeskCommand[] } {
  const t = useTranslations("inbox.palette");
  const common = useTranslations("common");
  const router = useRouter();
  const places = useDeskPlaces();
  const preferences = usePreferenceGroups();
  const choices = preferences.flatMap(({ id, items }) =>
    items.map((item) => ({
      id: `${id}:${item.id}`,
      label: t(id === "theme" ? "theme" : "language", {
        name: typeof item.label === "string" ? item.label : item.id,
      }),
      run: item.onSelect,
    })),
  );
  return {
    pages: [
      { id: "inbox", label: t("inbox"), run: () => router.push("/desk") },
      ...places.map(({ id, label, address }) => ({ id, label, run: () => router.push(address) })),
    ],
    more: [
      { id: "help", label: t("help"), run: onHelp },
      ...choices,
      { id: "sign-out", label: common("signOut"), run: () => void signOutStaffAction() },
    ],
  };
}
