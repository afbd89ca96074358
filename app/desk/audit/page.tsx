import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { DeskAudit } from "@/components/desk/audit/desk-audit";
import { readsAudit } from "@/lib/audit/policy";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("audit.title") };
}

export default async function DeskAuditPage() {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent("/desk/audit")}`);
  if (!readsAudit(actor.roles)) notFound();
  return <DeskAudit key={actor.personId} />;
}
