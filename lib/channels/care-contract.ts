import { z } from "zod";
import { addChannelInput, channelIdInput, type ChannelProblemView } from "@/lib/channels/contract";
import { checkSteps } from "@/lib/channels/self-check-contract";

/** A channel added by the service team, for an account that gave it the credentials (manual, part 1, step 3). */
export const addChannelForInput = addChannelInput.extend({ accountId: z.uuid() });

/** The new secret of a channel's app. */
export const rotateSecretInput = channelIdInput.extend({ appSecret: addChannelInput.shape.appSecret });
export type RotateSecretInput = z.output<typeof rotateSecretInput>;

/** What was typed to show that this very channel is meant. */
const confirmation = z.string("channels.confirmation_wrong").trim().max(200, "channels.confirmation_wrong");

/** The app that takes the place of a channel's app; confirmed with the App ID that is replaced. */
export const rebindChannelInput = channelIdInput.extend({
  appId: addChannelInput.shape.appId,
  appSecret: addChannelInput.shape.appSecret,
  confirmation,
});
export type RebindChannelInput = z.output<typeof rebindChannelInput>;

/** Which channel is deleted for good; confirmed with the organization's name. */
export const deleteChannelInput = channelIdInput.extend({ confirmation });
export type DeleteChannelInput = z.output<typeof deleteChannelInput>;

/** The end of the secret that is in force now. */
export type RotatedSecretView = { secretEnding: string };

/** The app a channel has now, and how many of its people have to sign in anew before they are reached. */
export type ReboundChannelView = { appId: string; secretEnding: string; people: number };

/** What deleting a channel ended. */
export type DeletedChannelView = { signedOut: number; groups: number; invitations: number };

/** Everything about a channel's app, or one row of its self-check, is asked of Feishu anew. */
export const recheckChannelInput = channelIdInput.extend({ step: z.enum(checkSteps).optional() });
export type RecheckChannelInput = z.output<typeof recheckChannelInput>;

/** One card of trial, to this employee of the channel. */
export const sendTestCardInput = channelIdInput.extend({ personId: z.uuid() });
export type SendTestCardInput = z.output<typeof sendTestCardInput>;

/** What a check found: what keeps the channel from working, and how many things are to be repaired besides. */
export type RecheckedChannelView = {
  problem: ChannelProblemView | null;
  warnings: number;
  /** A channel that was saved works from now on. */
  wentLive: boolean;
};
