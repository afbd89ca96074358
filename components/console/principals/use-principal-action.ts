"use client";

import { useDutyAction } from "@/components/desk/duty/use-duty-action";
import { useStepUp } from "@/components/security/use-step-up";
import type { Result } from "@/lib/errors/result";

/** A privileged act at the console: asks for the second factor where it is needed, and tells why it was refused. */
export function usePrincipalAction<Input, View>(
  action: (input: Input) => Promise<Result<View>>,
  onDone: (view: View) => void,
) {
  const { stepUp, stepUpDialog } = useStepUp("console");
  return { ...useDutyAction((input: Input) => stepUp(() => action(input)), onDone), stepUpDialog };
}
