"use server";

import { revalidatePath } from "next/cache";
import { planShifts } from "@/lib/duty/commands/plan-shifts";
import { removeShift } from "@/lib/duty/commands/remove-shift";
import { setCapacity } from "@/lib/duty/commands/set-capacity";
import { setLeave } from "@/lib/duty/commands/set-leave";
import { setSkills } from "@/lib/duty/commands/set-skills";
import {
  type PlannedShiftsView,
  planShiftsInput,
  setCapacityInput,
  setLeaveInput,
  setSkillsInput,
  shiftIdInput,
} from "@/lib/duty/contract";
import type { Result } from "@/lib/errors/result";
import { runAction } from "@/lib/http/run-action";

const DUTY_PAGE = "/desk/duty";

/** Plans shifts; the duty page comes again with the answer, as with all of these. */
export async function planShiftsAction(raw: unknown): Promise<Result<PlannedShiftsView>> {
  const result = await runAction("staff", planShiftsInput, raw, planShifts);
  revalidatePath(DUTY_PAGE);
  return result;
}

/** Removes a shift. */
export async function removeShiftAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("staff", shiftIdInput, raw, removeShift);
  revalidatePath(DUTY_PAGE);
  return result;
}

/** Sets or ends a leave: one's own, or a colleague's. */
export async function setLeaveAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("staff", setLeaveInput, raw, setLeave);
  revalidatePath(DUTY_PAGE);
  return result;
}

/** Sets what a colleague can work on. */
export async function setSkillsAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("staff", setSkillsInput, raw, setSkills);
  revalidatePath(DUTY_PAGE);
  return result;
}

/** Sets how much a colleague can take. */
export async function setCapacityAction(raw: unknown): Promise<Result<void>> {
  const result = await runAction("staff", setCapacityInput, raw, setCapacity);
  revalidatePath(DUTY_PAGE);
  return result;
}
