import { type ChannelCheck, unreadFindings } from "@/lib/channels/self-check-contract";

/** Rows that are told apart by their title alone. */
const groupOf = (step: ChannelCheck["step"]): string => {
  if (step.startsWith("scope_")) return "scope";
  return step.startsWith("home_") ? "home" : step;
};

/** The key of a row's text within `selfCheck`. */
export function rowTextKey({ step, finding }: Pick<ChannelCheck, "step" | "finding">): string {
  const isUnread = unreadFindings.some((unread) => unread === finding);
  return isUnread ? `unread.${finding}` : `row.${groupOf(step)}.${finding}`;
}
