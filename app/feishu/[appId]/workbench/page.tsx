import type { Metadata } from "next";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { SignInGate } from "@/components/employee-sign-in/sign-in-gate";
import { Workbench } from "@/components/workbench/workbench";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { getMainGroupRequest } from "@/lib/channels/queries/get-main-group-request";
import { environment } from "@/lib/config/environment";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { employeeActor } from "@/lib/identity/session";

type WorkbenchPageProps = { params: Promise<{ appId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("workbench.title") };
}

export default async function WorkbenchPage({ params }: WorkbenchPageProps) {
  const { appId } = await params;
  const channel = await findSignInChannel(appId);
  if (channel?.status !== "active") return <ChannelProblem isUnknown={channel === null} />;
  const actor = await employeeActor(appId);
  if (!actor) return <SignInGate appId={appId} jssdkUrl={environment().FEISHU_JSSDK_URL} />;
  const [groups, mainGroupRequest] = await Promise.all([listMyGroups(actor), getMainGroupRequest(actor)]);
  return (
    <Workbench
      key={actor.personId}
      appId={appId}
      me={actor.personId}
      enterprise={{ name: channel.organizationName, avatarUrl: channel.avatarUrl }}
      groups={groups}
      mainGroupRequest={mainGroupRequest}
    />
  );
}

async function ChannelProblem({ isUnknown }: { isUnknown: boolean }) {
  const t = translator(await requestLocale());
  const problem = isUnknown ? "unknown_channel" : "disabled_channel";
  return (
    <NarrowPage title={t(`employeeSignIn.problems.${problem}.title`)}>
      <p className="text-ink-muted">{t(`employeeSignIn.problems.${problem}.text`)}</p>
    </NarrowPage>
  );
}
