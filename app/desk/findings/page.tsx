import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { FindingsBoard } from "@/components/desk/findings/findings-board";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";
import { reviewsAtDesk } from "@/lib/privacy/policy";
import { listDeskFindings } from "@/lib/privacy/queries/list-desk-findings";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("privacy.desk.title") };
}

export default async function FindingsPage() {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent("/desk/findings")}`);
  if (!reviewsAtDesk(actor.roles)) notFound();
  return <FindingsBoard view={await listDeskFindings(actor, {}, { now: currentTime() })} />;
}
