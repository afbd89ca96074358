"use server";

import { revalidatePath } from "next/cache";
import {
  addChannelForInput,
  deleteChannelInput,
  type DeletedChannelView,
  rebindChannelInput,
  type ReboundChannelView,
  recheckChannelInput,
  type RecheckedChannelView,
  type RotatedSecretView,
  rotateSecretInput,
  sendTestCardInput,
} from "@/lib/channels/care-contract";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { changePlanStaff } from "@/lib/channels/commands/change-plan-staff";
import { createMainGroup } from "@/lib/channels/commands/create-main-group";
import { deleteChannel } from "@/lib/channels/commands/delete-channel";
import { disableChannel } from "@/lib/channels/commands/disable-channel";
import { enableChannel } from "@/lib/channels/commands/enable-channel";
import { rebindChannel } from "@/lib/channels/commands/rebind-channel";
import { recheckChannel } from "@/lib/channels/commands/recheck-channel";
import { requestMainGroup } from "@/lib/channels/commands/request-main-group";
import { rotateSecret } from "@/lib/channels/commands/rotate-secret";
import { sendTestCard } from "@/lib/channels/commands/send-test-card";
import { setCardContent } from "@/lib/channels/commands/set-card-content";
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
  setCardContentInput,
  setMainGroupEntryInput,
} from "@/lib/channels/contract";
import type { TestCardView } from "@/lib/channels/self-check-contract";
import type { Result } from "@/lib/errors/result";
import { runAction, runOfficeAction } from "@/lib/http/run-action";
import type { SignInDoor } from "@/lib/identity/contract";

const GROUPS_PAGE = "/desk/groups";
const CHANNELS_PAGE = "/console/channels";

/** The page on which channels are cared for, of either door, comes again with the answer. */
function showChannelsAnew(): void {
  revalidatePath(CHANNELS_PAGE, "layout");
  revalidatePath(GROUPS_PAGE, "layout");
}

/** Connects a Feishu app to the account of who is at the console: `organizationName`, `appId`, `appSecret`. */
export async function addChannelAction(form: FormData): Promise<Result<AddedChannelView>> {
  return runAction("console", addChannelInput, form, addChannel);
}

/** Connects a Feishu app to an account on the service team's part: as above, with `accountId`. */
export async function addChannelForAction(form: FormData): Promise<Result<AddedChannelView>> {
  const result = await runAction("staff", addChannelForInput, form, (actor, { accountId, ...input }, at) =>
    addChannel({ ...actor, accountId }, input, at),
  );
  if (result.ok) showChannelsAnew();
  return result;
}

/** Gives a channel its app's new secret, in a form: `channelId`, `appSecret`. */
export async function rotateSecretAction(
  door: SignInDoor,
  form: FormData,
): Promise<Result<RotatedSecretView>> {
  const result = await runOfficeAction(door, rotateSecretInput, form, rotateSecret);
  if (result.ok) showChannelsAnew();
  return result;
}

/** Binds a channel to an app made anew, in a form: `channelId`, `appId`, `appSecret`, `confirmation`. */
export async function rebindChannelAction(
  door: SignInDoor,
  form: FormData,
): Promise<Result<ReboundChannelView>> {
  const result = await runOfficeAction(door, rebindChannelInput, form, rebindChannel);
  if (result.ok) showChannelsAnew();
  return result;
}

/** Checks a channel's app with Feishu again, or one row of its self-check. */
export async function recheckChannelAction(
  door: SignInDoor,
  raw: unknown,
): Promise<Result<RecheckedChannelView>> {
  const result = await runOfficeAction(door, recheckChannelInput, raw, recheckChannel);
  if (result.ok) showChannelsAnew();
  return result;
}

/** Sends one employee of the channel a card of trial. */
export async function sendTestCardAction(door: SignInDoor, raw: unknown): Promise<Result<TestCardView>> {
  const result = await runOfficeAction(door, sendTestCardInput, raw, sendTestCard);
  if (result.ok) showChannelsAnew();
  return result;
}

/** Deletes a channel; the list of channels comes again without it. */
export async function deleteChannelAction(raw: unknown): Promise<Result<DeletedChannelView>> {
  const result = await runAction("console", deleteChannelInput, raw, deleteChannel);
  if (result.ok) revalidatePath(CHANNELS_PAGE);
  return result;
}

/** Switches a channel off; the list of channels comes again with the answer. */
export async function disableChannelAction(raw: unknown): Promise<Result<{ signedOut: number }>> {
  const result = await runAction("console", channelIdInput, raw, disableChannel);
  revalidatePath(CHANNELS_PAGE);
  return result;
}

/** Switches a channel on again; the list of channels comes again with the answer. */
export async function enableChannelAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("console", channelIdInput, raw, enableChannel);
  revalidatePath(CHANNELS_PAGE);
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

/** Says whether cards of a channel of the account carry what was written. */
export async function setCardContentAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("console", setCardContentInput, raw, setCardContent);
  showChannelsAnew();
  return result;
}

/** Asks for the service main group, in the workbench of a channel. */
export async function requestMainGroupAction(appId: string): Promise<Result<MainGroupRequestView>> {
  return runAction({ kind: "employee", appId }, requestMainGroupInput, {}, requestMainGroup);
}
