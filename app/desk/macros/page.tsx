import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { MacrosBoard } from "@/components/desk/macros/macros-board";
import { macroPolicy } from "@/lib/desk/policy";
import { listMacros } from "@/lib/desk/queries/list-macros";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("macros.title") };
}

export default async function MacrosPage() {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent("/desk/macros")}`);
  const ofTeam = { ownerId: null };
  if (!macroPolicy.use(actor, ofTeam)) notFound();
  return <MacrosBoard macros={await listMacros(actor)} managesTeam={macroPolicy.manage(actor, ofTeam)} />;
}
