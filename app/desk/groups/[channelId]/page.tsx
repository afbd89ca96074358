import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ChannelSelfCheck } from "@/components/desk/groups/channel-self-check";
import { channelIdInput } from "@/lib/channels/contract";
import { getSelfCheck } from "@/lib/channels/queries/get-self-check";
import { isAppError } from "@/lib/errors/app-error";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";

type SelfCheckPageProps = { params: Promise<{ channelId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("selfCheck.heading") };
}

export default async function SelfCheckPage({ params }: SelfCheckPageProps) {
  const { channelId } = await params;
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent(`/desk/groups/${channelId}`)}`);
  const input = channelIdInput.safeParse({ channelId });
  if (!input.success) notFound();
  const check = await getSelfCheck(actor, input.data).catch((thrown: unknown) => {
    // Who serves the customer and may not care for its channel is told no more than a stranger.
    if (isAppError(thrown) && (thrown.code === "NOT_FOUND" || thrown.code === "FORBIDDEN")) notFound();
    throw thrown;
  });
  return <ChannelSelfCheck check={check} />;
}
