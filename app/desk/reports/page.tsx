import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { DeskReports } from "@/components/desk/reports/desk-reports";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";
import { readsReports } from "@/lib/reports/policy";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("reports.title") };
}

export default async function DeskReportsPage() {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent("/desk/reports")}`);
  if (!readsReports(actor.roles)) notFound();
  return <DeskReports key={actor.personId} />;
}
