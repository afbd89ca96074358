import { headers } from "next/headers";
import { SignInGate } from "@/components/employee-sign-in/sign-in-gate";
import { SignInProblem } from "@/components/employee-sign-in/sign-in-problem";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { workbenchPath } from "@/lib/channels/return-path";
import { environment } from "@/lib/config/environment";
import { requestIdFrom } from "@/lib/http/request-id";

/** In place of an employee page without session: the way in, or why there is none under this App ID. */
export async function EmployeeSignIn({ appId }: { appId: string }) {
  const channel = await findSignInChannel(appId);
  if (channel?.status === "active") {
    return <SignInGate appId={appId} jssdkUrl={environment().FEISHU_JSSDK_URL} />;
  }
  return (
    <SignInProblem
      problem={channel ? "disabled_channel" : "unknown_channel"}
      appId={appId}
      requestId={requestIdFrom(await headers())}
      returnTo={workbenchPath(appId)}
    />
  );
}
