"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useDeskRoles } from "@/components/desk/desk-reader";
import { readsAudit } from "@/lib/audit/policy";
import { mainGroupRequestsKey, readMainGroupRequests } from "@/lib/channels/browser/service-queries";
import { usesMacros } from "@/lib/desk/policy";
import { staffScope } from "@/lib/groups/policy";
import { administersStaff } from "@/lib/identity/policy";
import { seesMajorIncidents } from "@/lib/incidents/policy";
import { reviewsAtDesk } from "@/lib/privacy/policy";
import { readsReports } from "@/lib/reports/policy";

const REFRESH_MILLISECONDS = 60_000;

/** A page of the desk beside the conversations. */
export type DeskPlace = { id: string; label: string; address: string };

/** The pages of the desk that its reader may open, as the menu and the command palette offer them. */
export function useDeskPlaces(): DeskPlace[] {
  const tDesk = useTranslations("desk");
  const tDuty = useTranslations("duty");
  const tSecurity = useTranslations("security");
  const tMajors = useTranslations("incidents.majors");
  const tAudit = useTranslations("audit");
  const tReports = useTranslations("reports");
  const tGroups = useTranslations("deskGroups");
  const tStaff = useTranslations("staff");
  const tOpening = useTranslations("opening");
  const tPrivacy = useTranslations("privacy.desk");
  const tMacros = useTranslations("macros");
  const roles = useDeskRoles();
  const count = useMainGroupRequestCount();
  return [
    { id: "tickets", label: tDesk("tickets.title"), address: "/desk/tickets" },
    { id: "groups", label: tGroups("menu", { count }), address: "/desk/groups" },
    ...(seesMajorIncidents(roles)
      ? [{ id: "incidents", label: tMajors("title"), address: "/desk/incidents" }]
      : []),
    ...(readsReports(roles) ? [{ id: "reports", label: tReports("title"), address: "/desk/reports" }] : []),
    ...(staffScope(roles).breaksGlass
      ? [{ id: "open", label: tOpening("title"), address: "/desk/open" }]
      : []),
    ...(staffScope(roles).audits
      ? [{ id: "reading", label: tOpening("reading.menu"), address: "/desk/reading" }]
      : []),
    { id: "duty", label: tDuty("title"), address: "/desk/duty" },
    ...(usesMacros(roles) ? [{ id: "macros", label: tMacros("title"), address: "/desk/macros" }] : []),
    { id: "security", label: tSecurity("title"), address: "/desk/security" },
    ...(administersStaff(roles) ? [{ id: "staff", label: tStaff("title"), address: "/desk/staff" }] : []),
    ...(reviewsAtDesk(roles)
      ? [{ id: "findings", label: tPrivacy("title"), address: "/desk/findings" }]
      : []),
    ...(readsAudit(roles) ? [{ id: "audit", label: tAudit("title"), address: "/desk/audit" }] : []),
  ];
}

/** How many customers wait for their service main group. */
export function useMainGroupRequestCount(): number {
  const { data } = useQuery({
    queryKey: mainGroupRequestsKey,
    queryFn: readMainGroupRequests,
    refetchInterval: REFRESH_MILLISECONDS,
  });
  return data?.count ?? 0;
}
