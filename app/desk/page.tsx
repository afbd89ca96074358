import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Desk } from "@/components/desk/desk";
import { isLeadingStaff } from "@/lib/groups/policy";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";

type DeskPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("desk.title") };
}

export default async function DeskPage({ searchParams }: DeskPageProps) {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent(await addressOf(searchParams))}`);
  const groups = await listMyGroups(actor);
  return (
    <Desk key={actor.personId} me={actor.personId} groups={groups} leads={isLeadingStaff(actor.roles)} />
  );
}

/** The desk's address as it was asked for, so that a link to a message survives signing in. */
async function addressOf(searchParams: DeskPageProps["searchParams"]): Promise<string> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    if (typeof value === "string") query.set(name, value);
  }
  return query.size === 0 ? "/desk" : `/desk?${query.toString()}`;
}
