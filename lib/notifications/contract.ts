import { z } from "zod";
import { isTimeZone } from "@/lib/duty/contract";
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
  | "recalled"
  | "name_removed"
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

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "notifications.not_a_time");

/** A part of every day, as the clock on the wall of `zone` shows it; one that ends before it begins ends on the next day. */
export const quietHours = z
  .object({
    from: clockTime,
    to: clockTime,
    zone: z.string().max(64, "notifications.unknown_zone").refine(isTimeZone, "notifications.unknown_zone"),
  })
  .refine(({ from, to }) => from !== to, { message: "notifications.empty_quiet_hours", path: ["to"] });
export type QuietHours = z.output<typeof quietHours>;

/** What an employee wants of the cards about mentions; Emergency asks only what its cards may show. */
export const notificationSettingsInput = z.object({
  cards: z.boolean(),
  quiet: quietHours.nullable(),
  hideContent: z.boolean(),
});
export type NotificationSettingsInput = z.output<typeof notificationSettingsInput>;

/** The same as it stands; `hiddenByOrganization`: no card of the organization carries what was written. */
export type NotificationSettingsView = NotificationSettingsInput & { hiddenByOrganization: boolean };

/** What holds for who has chosen nothing. */
export const defaultNotificationSettings: NotificationSettingsInput = {
  cards: true,
  quiet: null,
  hideContent: false,
};
