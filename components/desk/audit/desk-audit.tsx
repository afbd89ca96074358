"use client";

import { useTranslations } from "use-intl";
import { DeskPage } from "@/components/desk/desk-page";
import { AuditLog } from "@/components/audit/audit-log";
import { useDeskRoles } from "@/components/desk/desk-reader";
import { auditNouns } from "@/lib/audit/contract";
import { nounsOf } from "@/lib/audit/policy";

/** The desk's page of who did what, over all customers and the service team. */
export function DeskAudit() {
  const t = useTranslations("audit");
  const nouns = nounsOf(useDeskRoles(), auditNouns);
  return (
    <DeskPage back={t("back")}>
      <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        <p className="text-ink-muted">
          {t("intro")} {t("recorded")}
        </p>
        <AuditLog place="desk" nouns={nouns} />
      </main>
    </DeskPage>
  );
}
