import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EmployeeSignIn } from "@/app/feishu/[appId]/employee-sign-in";
import { JoinForm } from "@/components/invitations/join-form";
import { LinkProblemPage } from "@/components/invitations/link-problem-page";
import { workbenchPath } from "@/lib/channels/return-path";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { employeeActor } from "@/lib/identity/session";
import { openInvitation } from "@/lib/invitations/commands/open-invitation";
import { invitationPath } from "@/lib/invitations/contract";
import { stampInvitation } from "@/lib/invitations/queries/stamp-invitation";

type InvitePageProps = {
  params: Promise<{ appId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The form must be sent with its origin also before scripts run; no other site learns the address (docs/decisions/0080). */
export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("invitations.title"), referrer: "same-origin" };
}

const textOf = (given: string | string[] | undefined): string => (typeof given === "string" ? given : "");

/** Where invitation links lead (manual, step 6). Opening it uses nothing up: link previews open addresses too. */
export default async function InviteToGroupPage({ params, searchParams }: InvitePageProps) {
  const { appId } = await params;
  const query = await searchParams;
  const given = { token: textOf(query["token"]), stamp: textOf(query["stamp"]) };
  const now = currentTime();
  const actor = await employeeActor(appId);
  if (actor === null) {
    // The sign-in comes back to this address, and the stamp with it.
    const stamp = await stampInvitation({ appId, ...given }, { now });
    if (stamp !== null) redirect(invitationPath(appId, { token: given.token, stamp }));
    return <EmployeeSignIn appId={appId} asked={(today) => invitationPath(today, { token: given.token })} />;
  }
  const opened = await openInvitation(actor, given, { now });
  const workbench = workbenchPath(appId);
  if (opened.state === "member") redirect(`${workbench}?group=${opened.groupId}`);
  if (opened.state !== "open") return <LinkProblemPage problem={opened.state} workbench={workbench} />;
  return <JoinForm appId={appId} token={given.token} stamp={opened.stamp} workbench={workbench} />;
}
