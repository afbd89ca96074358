import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DutyBoard } from "@/components/desk/duty/duty-board";
import { currentTime } from "@/lib/config/clock";
import { dutyPolicy } from "@/lib/duty/policy";
import { listDuty } from "@/lib/duty/queries/list-duty";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("duty.title") };
}

export default async function DutyPage() {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent("/desk/duty")}`);
  const duty = await listDuty(actor, {}, { now: currentTime() });
  return <DutyBoard duty={duty} me={actor.personId} mayManage={dutyPolicy.manage(actor)} />;
}
