import { NoChannel } from "@/app/feishu/[appId]/no-channel";
import { SignInGate } from "@/components/employee-sign-in/sign-in-gate";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { environment } from "@/lib/config/environment";

type EmployeeSignInProps = { appId: string; asked?: (appId: string) => string };

/** In place of an employee page without session: the way in, or why there is none under this App ID. */
export async function EmployeeSignIn({ appId, asked }: EmployeeSignInProps) {
  const channel = await findSignInChannel(appId);
  if (channel?.status === "active") {
    return <SignInGate appId={appId} jssdkUrl={environment().FEISHU_JSSDK_URL} />;
  }
  return <NoChannel appId={appId} isSaved={channel?.status === "saved"} {...(asked ? { asked } : {})} />;
}
