"use client";

import { useAction } from "@/components/app-shell/use-action";
import { useStepUp } from "@/components/security/use-step-up";
import type { Result } from "@/lib/errors/result";

/** A privileged act at the desk or the console: asks for the second factor where it is needed, and tells why it was refused. */
export function usePrivilegedAction<Input, View>(
  door: "staff" | "console",
  action: (input: Input) => Promise<Result<View>>,
  onDone: (view: View) => void,
) {
  const { stepUp, stepUpDialog } = useStepUp(door);
  return { ...useAction((input: Input) => stepUp(() => action(input)), onDone), stepUpDialog };
}
