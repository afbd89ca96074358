import { headers } from "next/headers";
import { AppMoved } from "@/components/employee-sign-in/app-moved";
import { SignInProblem } from "@/components/employee-sign-in/sign-in-problem";
import { findMovedApp } from "@/lib/channels/queries/find-moved-app";
import { returnPath, workbenchPath } from "@/lib/channels/return-path";
import { requestIdFrom } from "@/lib/http/request-id";

type NoChannelProps = {
  appId: string;
  /** The channel is saved and not live yet: its people may know that much. */
  isSaved?: boolean;
  /** The page asked for, as it would be called under `appId`. */
  asked?: (appId: string) => string;
};

/**
 * In place of a page whose App ID is no channel's that is on: where its app went, if it was made anew. Unknown, switched off
 * and deleted look alike.
 */
export async function NoChannel({ appId, isSaved = false, asked = workbenchPath }: NoChannelProps) {
  const movedTo = await findMovedApp(appId);
  if (movedTo !== null) return <AppMoved appId={movedTo} returnTo={returnPath(movedTo, asked(movedTo))} />;
  return (
    <SignInProblem
      problem={isSaved ? "not_ready" : "unknown_channel"}
      appId={appId}
      requestId={requestIdFrom(await headers())}
      returnTo={workbenchPath(appId)}
    />
  );
}
