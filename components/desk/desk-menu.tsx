"use client";

import { useQuery } from "@tanstack/react-query";
import { Settings } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { usePreferenceGroups } from "@/components/app-shell/use-preference-groups";
import { useDeskRoles } from "@/components/desk/desk-reader";
import { Menu } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { mainGroupRequestsKey, readMainGroupRequests } from "@/lib/channels/browser/service-queries";
import { readsAudit } from "@/lib/audit/policy";
import { signOutStaffAction } from "@/lib/identity/actions";
import { seesMajorIncidents } from "@/lib/incidents/policy";

const REFRESH_MILLISECONDS = 60_000;

/** Other pages of the desk, language, appearance, and the way out. */
export function DeskMenu() {
  const t = useTranslations("common");
  const tDesk = useTranslations("desk");
  const tDuty = useTranslations("duty");
  const tSecurity = useTranslations("security");
  const tMajors = useTranslations("incidents.majors");
  const tAudit = useTranslations("audit");
  const roles = useDeskRoles();
  const tGroups = useTranslations("deskGroups");
  const count = useMainGroupRequestCount();
  const router = useRouter();
  const preferences = usePreferenceGroups();
  const [isLeaving, startLeaving] = useTransition();
  const places = {
    id: "places",
    items: [
      { id: "tickets", label: tDesk("tickets.title"), onSelect: () => router.push("/desk/tickets") },
      { id: "groups", label: tGroups("menu", { count }), onSelect: () => router.push("/desk/groups") },
      ...(seesMajorIncidents(roles)
        ? [{ id: "incidents", label: tMajors("title"), onSelect: () => router.push("/desk/incidents") }]
        : []),
      { id: "duty", label: tDuty("title"), onSelect: () => router.push("/desk/duty") },
      { id: "security", label: tSecurity("title"), onSelect: () => router.push("/desk/security") },
      ...(readsAudit(roles)
        ? [{ id: "audit", label: tAudit("title"), onSelect: () => router.push("/desk/audit") }]
        : []),
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
      trigger={isLeaving ? <Spinner /> : <MenuSign hasRequests={count > 0} />}
      groups={[places, ...preferences, session]}
    />
  );
}

/** How many customers wait for their service main group. */
function useMainGroupRequestCount(): number {
  const { data } = useQuery({
    queryKey: mainGroupRequestsKey,
    queryFn: readMainGroupRequests,
    refetchInterval: REFRESH_MILLISECONDS,
  });
  return data?.count ?? 0;
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
