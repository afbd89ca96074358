import type { Metadata } from "next";
import { NoChannel } from "@/app/feishu/[appId]/no-channel";
import { SignInGate } from "@/components/employee-sign-in/sign-in-gate";
import { Workbench } from "@/components/workbench/workbench";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { getMainGroupRequest } from "@/lib/channels/queries/get-main-group-request";
import { workbenchPath } from "@/lib/channels/return-path";
import { environment } from "@/lib/config/environment";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { employeeActor } from "@/lib/identity/session";
import { getNotificationSettings } from "@/lib/notifications/queries/get-notification-settings";

type WorkbenchPageProps = {
  params: Promise<{ appId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("workbench.title") };
}

export default async function WorkbenchPage({ params, searchParams }: WorkbenchPageProps) {
  const { appId } = await params;
  const channel = await findSignInChannel(appId);
  if (channel?.status !== "active") {
    const query = queryOf(await searchParams);
    return (
      <NoChannel
        appId={appId}
        isSaved={channel?.status === "saved"}
        asked={(today) => `${workbenchPath(today)}${query}`}
      />
    );
  }
  const actor = await employeeActor(appId);
  if (!actor) return <SignInGate appId={appId} jssdkUrl={environment().FEISHU_JSSDK_URL} />;
  const [groups, mainGroupRequest, notificationSettings] = await Promise.all([
    listMyGroups(actor),
    getMainGroupRequest(actor),
    getNotificationSettings(actor),
  ]);
  return (
    <Workbench
      key={actor.personId}
      appId={appId}
      me={actor.personId}
      enterprise={{ name: channel.organizationName, avatarUrl: channel.avatarUrl }}
      groups={groups}
      mainGroupRequest={mainGroupRequest}
      cardsFail={channel.cardsFail}
      notificationSettings={notificationSettings}
    />
  );
}

function queryOf(given: Record<string, string | string[] | undefined>): string {
  const single = Object.entries(given).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return single.length === 0 ? "" : `?${new URLSearchParams(single).toString()}`;
}
