"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/app-shell/use-action";
import { macrosKey } from "@/lib/desk/browser/macros";
import type { Result } from "@/lib/errors/result";

/** Changes macros and reads the page anew after each change, and the composers' list with it. */
export function useMacroAction<Input, View>(
  action: (input: Input) => Promise<Result<View>>,
  onDone: (view: View) => void,
) {
  const router = useRouter();
  const cache = useQueryClient();
  return useAction(action, (view: View) => {
    router.refresh();
    void cache.invalidateQueries({ queryKey: macrosKey });
    onDone(view);
  });
}
