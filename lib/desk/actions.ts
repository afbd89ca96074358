"use server";

import { breakGlass } from "@/lib/desk/commands/break-glass";
import { changeMacroInput, createMacroInput, macroIdInput, type MacroView } from "@/lib/desk/browser/macros";
import { changeMacro } from "@/lib/desk/commands/change-macro";
import { createMacro } from "@/lib/desk/commands/create-macro";
import { createSavedView } from "@/lib/desk/commands/create-saved-view";
import { deleteSavedView } from "@/lib/desk/commands/delete-saved-view";
import { endBreakGlass } from "@/lib/desk/commands/end-break-glass";
import { orderSavedViews } from "@/lib/desk/commands/order-saved-views";
import { renameSavedView } from "@/lib/desk/commands/rename-saved-view";
import { retireMacro } from "@/lib/desk/commands/retire-macro";
import { updateSavedView } from "@/lib/desk/commands/update-saved-view";
import {
  breakGlassInput,
  type BreakGlassView,
  createSavedViewInput,
  orderSavedViewsInput,
  renameSavedViewInput,
  savedViewIdInput,
  type SavedViewView,
  updateSavedViewInput,
} from "@/lib/desk/contract";
import type { Result } from "@/lib/errors/result";
import { groupIdInput } from "@/lib/groups/contract";
import { runAction } from "@/lib/http/run-action";

/** Keeps a filter of the inbox under a name. */
export async function createSavedViewAction(raw: unknown): Promise<Result<SavedViewView>> {
  return runAction("staff", createSavedViewInput, raw, createSavedView);
}

/** Gives a view another name. */
export async function renameSavedViewAction(raw: unknown): Promise<Result<SavedViewView>> {
  return runAction("staff", renameSavedViewInput, raw, renameSavedView);
}

/** Replaces what a view is narrowed to. */
export async function updateSavedViewAction(raw: unknown): Promise<Result<SavedViewView>> {
  return runAction("staff", updateSavedViewInput, raw, updateSavedView);
}

/** Deletes a view. */
export async function deleteSavedViewAction(raw: unknown): Promise<Result<void>> {
  return runAction("staff", savedViewIdInput, raw, deleteSavedView);
}

/** Puts the views into another order. */
export async function orderSavedViewsAction(raw: unknown): Promise<Result<void>> {
  return runAction("staff", orderSavedViewsInput, raw, orderSavedViews);
}

/** Opens a conversation one is not in: `conversation`, `reason`. */
export async function breakGlassAction(raw: unknown): Promise<Result<BreakGlassView>> {
  return runAction("staff", breakGlassInput, raw, breakGlass);
}

/** Closes one again: `groupId`. */
export async function endBreakGlassAction(raw: unknown): Promise<Result<void>> {
  return runAction("staff", groupIdInput, raw, endBreakGlass);
}

/** Keeps a text with variables, one's own or the team's. */
export async function createMacroAction(raw: unknown): Promise<Result<MacroView>> {
  return runAction("staff", createMacroInput, raw, createMacro);
}

/** Gives a macro another name or text. */
export async function changeMacroAction(raw: unknown): Promise<Result<MacroView>> {
  return runAction("staff", changeMacroInput, raw, changeMacro);
}

/** Takes a macro out of use. */
export async function retireMacroAction(raw: unknown): Promise<Result<void>> {
  return runAction("staff", macroIdInput, raw, retireMacro);
}
