import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { GroupsBoard } from "@/components/desk/groups/groups-board";
import { listCustomersInput } from "@/lib/channels/contract";
import { listCustomers } from "@/lib/channels/queries/list-customers";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";

type GroupsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("deskGroups.title") };
}

export default async function GroupsPage({ searchParams }: GroupsPageProps) {
  const { text, after } = await searchParams;
  const asked = listCustomersInput.safeParse({ text, after });
  const input = asked.data ?? listCustomersInput.parse({});
  const actor = await staffActor();
  if (!actor) {
    const query = input.text === "" ? "" : `?${new URLSearchParams({ text: input.text }).toString()}`;
    redirect(`/desk/sign-in?returnTo=${encodeURIComponent(`/desk/groups${query}`)}`);
  }
  const customers = await listCustomers(actor, input, { now: currentTime() });
  return (
    <GroupsBoard
      me={actor.personId}
      view={customers}
      text={input.text}
      isFirstPage={input.after === undefined}
    />
  );
}
