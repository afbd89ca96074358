import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { StaffBoard } from "@/components/desk/staff/staff-board";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { administersStaff } from "@/lib/identity/policy";
import { listStaff } from "@/lib/identity/queries/list-staff";
import { staffActor } from "@/lib/identity/session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("staff.title") };
}

export default async function StaffPage() {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent("/desk/staff")}`);
  if (!administersStaff(actor.roles)) notFound();
  return <StaffBoard me={actor.personId} staff={await listStaff(actor, {})} />;
}
