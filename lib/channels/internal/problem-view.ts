import { consolePage, problemOf } from "@/lib/channels/channel-problem";
import type { ChannelProblemView, ChannelView } from "@/lib/channels/contract";
import { environment } from "@/lib/config/environment";

/** What keeps a channel's cards from being sent, and where in Feishu it is repaired; null while nothing does. */
export function problemView({
  appId,
  brokenReason,
}: {
  appId: string;
  brokenReason: string | null;
}): ChannelProblemView | null {
  if (brokenReason === null) return null;
  const problem = problemOf(brokenReason);
  return { ...problem, page: consolePage(environment().FEISHU_API_BASE, appId, problem.kind) };
}

/** To whom the app is not available, and where that is changed; null while it is to everybody. */
export function availabilityView(appId: string, people: number): ChannelView["availability"] {
  if (people === 0) return null;
  return { people, page: consolePage(environment().FEISHU_API_BASE, appId, "availability") };
}
