import { z } from "zod";
import { groupIdInput, type Side, type UnreachableCause } from "@/lib/groups/contract";

/** Of which message it is asked what its mentions came to. */
export const mentionDeliveriesInput = groupIdInput.extend({ messageId: z.uuid() });
export type MentionDeliveriesInput = z.output<typeof mentionDeliveriesInput>;

/** Where a mention stands: `waiting` until one of the outcomes of design.md §4.3 is recorded. */
export type DeliveryState =
  | "waiting"
  | "sent"
  | "folded"
  | "read_first"
  | "cancelled"
  | "unreachable"
  | "no_quota"
  | "muted"
  | "seen_in_desk"
  | "mailed";

/** Why somebody was not reached, as far as the sender can do something about it. */
export type DeliveryCause =
  | UnreachableCause
  | "channel_disabled"
  | "channel_broken"
  | "never_signed_in"
  | "left_group"
  | "group_archived"
  | "feishu_silent";

/** What became of the mention of one person. */
export type MentionDeliveryView = {
  personId: string;
  name: string;
  side: Side;
  state: DeliveryState;
  /** Null where there is nothing to explain. */
  cause: DeliveryCause | null;
  /** When that was decided; of a waiting one, when it will be looked at, if that is known. */
  at: string | null;
};

/** The mentions of one message; `people` begins with those who were not reached and ends after DELIVERIES_SHOWN. */
export type MentionDeliveriesView = {
  total: number;
  waiting: number;
  missed: number;
  people: MentionDeliveryView[];
};

/** So many people are named; more than that nobody reads. */
export const DELIVERIES_SHOWN = 100;
