"use client";

import { useTranslations } from "use-intl";
import { useDutyWords } from "@/components/desk/duty/use-duty-words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { ColleagueView, DutyView } from "@/lib/duty/contract";

type TeamMemberProps = {
  colleague: ColleagueView;
  duty: DutyView;
  /** Set for who may. */
  onEditSkills: (() => void) | undefined;
  onEditLeave: (() => void) | undefined;
};

/** One of the service team: roles, skills, load and leave. */
export function TeamMember({ colleague, duty, onEditSkills, onEditLeave }: TeamMemberProps) {
  const t = useTranslations("duty");
  const { productName } = useDutyWords(duty.products);
  const { name, roles, productCodes, openTickets, capacity } = colleague;
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(9rem,12rem)_minmax(0,1fr)_minmax(10rem,14rem)_auto] md:items-start">
      <div className="min-w-0">
        <p className="truncate font-medium">{name}</p>
        <p className="text-sm text-ink-muted">{roles.map((role) => t("role", { role })).join(" · ")}</p>
      </div>
      <div className="flex min-w-0 flex-wrap items-center gap-1">
        {productCodes.length === 0 ? (
          <span className="text-sm text-ink-faint">{t("team.noSkills")}</span>
        ) : (
          productCodes.map((code) => <Badge key={code}>{productName(code)}</Badge>)
        )}
      </div>
      <div className="min-w-0 text-sm">
        <p className={openTickets >= capacity ? "text-warning-ink" : "text-ink-muted"}>
          {t(openTickets >= capacity ? "loadFull" : "load", { open: openTickets, capacity })}
        </p>
        <LeaveNote colleague={colleague} duty={duty} />
      </div>
      <div className="flex flex-wrap gap-2 md:justify-end">
        {onEditSkills && (
          <Button size="small" aria-label={`${t("skills.action")}: ${name}`} onClick={onEditSkills}>
            {t("skills.action")}
          </Button>
        )}
        {onEditLeave && (
          <Button size="small" aria-label={`${t("leave.action")}: ${name}`} onClick={onEditLeave}>
            {t("leave.action")}
          </Button>
        )}
      </div>
    </li>
  );
}

function LeaveNote({ colleague: { leave }, duty }: { colleague: ColleagueView; duty: DutyView }) {
  const t = useTranslations("duty.leave");
  const { instant } = useDutyWords(duty.products);
  const isKnown = useHydrated();
  if (!leave) return null;
  const isAway = Date.parse(leave.from) <= Date.parse(duty.from);
  if (!isKnown) return <p className="min-h-5" />;
  return (
    <p className="min-h-5 text-warning-ink">
      {leave.until === null
        ? t(isAway ? "awayOpen" : "fromOpen", { from: instant(leave.from) })
        : t(isAway ? "awayUntil" : "fromUntil", { from: instant(leave.from), until: instant(leave.until) })}
    </p>
  );
}
