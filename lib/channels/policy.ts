import type { Actor } from "@/lib/actor/actor";

/** What a decision about a channel needs to know. */
type ChannelFacts = { accountId: string };

const belongs = (actor: Actor, channel: ChannelFacts): boolean => {
  if (actor.kind === "system") return true;
  // Operators see accounts and channels, no conversations (design.md §3).
  if (actor.kind === "staff") return actor.roles.includes("operator");
  return actor.kind === "principal" && actor.accountId === channel.accountId;
};

/** Who may do what with a channel. Every principal of an account, assumed roles included, acts for the account (manual, note). */
export const channelPolicy = {
  read: belongs,
  disable: belongs,
  enable: belongs,
} as const;

export type ChannelAbility = keyof typeof channelPolicy;
