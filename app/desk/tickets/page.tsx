import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DeskTickets } from "@/components/desk/tickets/desk-tickets";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";
import { worksOnTickets } from "@/lib/tickets/policy";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("desk.tickets.title") };
}

export default async function DeskTicketsPage() {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent("/desk/tickets")}`);
  return <DeskTickets key={actor.personId} me={actor.personId} mayTake={worksOnTickets(actor)} />;
}
