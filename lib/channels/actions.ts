"use server";

import { revalidatePath } from "next/cache";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { disableChannel } from "@/lib/channels/commands/disable-channel";
import { enableChannel } from "@/lib/channels/commands/enable-channel";
import { type AddedChannelView, addChannelInput, channelIdInput } from "@/lib/channels/contract";
import type { Result } from "@/lib/errors/result";
import { runAction } from "@/lib/http/run-action";

/** Connects a Feishu app to the account of who is at the console: `organizationName`, `appId`, `appSecret`. */
export async function addChannelAction(form: FormData): Promise<Result<AddedChannelView>> {
  return runAction("console", addChannelInput, form, addChannel);
}

/** Switches a channel off; the list of channels comes again with the answer. */
export async function disableChannelAction(raw: unknown): Promise<Result<{ signedOut: number }>> {
  const result = await runAction("console", channelIdInput, raw, disableChannel);
  revalidatePath("/console/channels");
  return result;
}

/** Switches a channel on again; the list of channels comes again with the answer. */
export async function enableChannelAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("console", channelIdInput, raw, enableChannel);
  revalidatePath("/console/channels");
  return result;
}
