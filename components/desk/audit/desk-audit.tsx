"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "use-intl";
import { AuditLog } from "@/components/audit/audit-log";
import { DeskAlarm } from "@/components/desk/desk-alarm";
import { DeskMenu } from "@/components/desk/desk-menu";
import { useDeskRoles } from "@/components/desk/desk-reader";
import { ButtonLink } from "@/components/ui/button-link";
import { auditNouns } from "@/lib/audit/contract";
import { nounsOf } from "@/lib/audit/policy";

/** The desk's page of who did what, over all customers and the service team. */
export function DeskAudit() {
  const t = useTranslations("audit");
  const nouns = nounsOf(useDeskRoles(), auditNouns);
  return (
    <div className="flex min-h-full flex-col bg-sunken">
      <header>
        <DeskAlarm />
        <div className="flex min-h-14 items-center gap-2 border-b bg-canvas px-4">
          <ButtonLink href="/desk" variant="ghost" className="-ml-3">
            <ArrowLeft aria-hidden="true" className="size-4" />
            {t("back")}
          </ButtonLink>
          <span className="flex-1" />
          <DeskMenu />
        </div>
      </header>
      <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        <p className="text-ink-muted">
          {t("intro")} {t("recorded")}
        </p>
        <AuditLog place="desk" nouns={nouns} />
      </main>
    </div>
  );
}
