"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/app-shell/use-action";
import type { Result } from "@/lib/errors/result";

/** Changes major incidents, one change at a time, and reads the page anew after each, also when somebody else was faster. */
export function useMajorAction<Input, View>(
  action: (input: Input) => Promise<Result<View>>,
  onDone: (view: View) => void = () => {},
) {
  const router = useRouter();
  return useAction((input: Input) => action(input).finally(() => router.refresh()), onDone);
}
