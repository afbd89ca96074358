"use server";

import { revalidatePath } from "next/cache";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { changePlanStaff } from "@/lib/channels/commands/change-plan-staff";
import { createMainGroup } from "@/lib/channels/commands/create-main-group";
import { disableChannel } from "@/lib/channels/commands/disable-channel";
import { enableChannel } from "@/lib/channels/commands/enable-channel";
import { requestMainGroup } from "@/lib/channels/commands/request-main-group";
import { setMainGroupEntry } from "@/lib/channels/commands/set-main-group-entry";
import {
  type AddedChannelView,
  addChannelInput,
  changePlanStaffInput,
  channelIdInput,
  type CreatedMainGroupView,
  createMainGroupInput,
  type MainGroupRequestView,
  requestMainGroupInput,
  setMainGroupEntryInput,
} from "@/lib/channels/contract";
import type { Result } from "@/lib/errors/result";
import { runAction } from "@/lib/http/run-action";

const GROUPS_PAGE = "/desk/groups";

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

/** Makes a customer's service main group, or lets in who asked for it; the groups page comes again when it is done, as with the next two. */
export async function createMainGroupAction(raw: unknown): Promise<Result<CreatedMainGroupView>> {
  const result = await runAction("staff", createMainGroupInput, raw, createMainGroup);
  if (result.ok) revalidatePath(GROUPS_PAGE);
  return result;
}

/** Sets who gets into a channel's service main groups. */
export async function setMainGroupEntryAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("staff", setMainGroupEntryInput, raw, setMainGroupEntry);
  if (result.ok) revalidatePath(GROUPS_PAGE);
  return result;
}

/** Hands a plan over to another TAM or deputy. */
export async function changePlanStaffAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("staff", changePlanStaffInput, raw, changePlanStaff);
  if (result.ok) revalidatePath(GROUPS_PAGE);
  return result;
}

/** Asks for the service main group, in the workbench of a channel. */
export async function requestMainGroupAction(appId: string): Promise<Result<MainGroupRequestView>> {
  return runAction({ kind: "employee", appId }, requestMainGroupInput, {}, requestMainGroup);
}
