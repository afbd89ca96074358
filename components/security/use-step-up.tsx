"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { CodeDialog } from "@/components/security/code-dialog";
import type { Result } from "@/lib/errors/result";
import { showSecondFactorAction } from "@/lib/identity/actions";
import type { SignInDoor } from "@/lib/identity/contract";

type StepUp = {
  /** Does `act`; where it needs the second factor, asks for the code and does it again. What was typed for it stays. */
  stepUp: <T>(act: () => Promise<Result<T>>) => Promise<Result<T>>;
  /** Stands anywhere in the page; over every other dialog once it is open. */
  stepUpDialog: ReactNode;
};

/** For privileged acts: asks for the second factor only when the server wants it. */
export function useStepUp(door: SignInDoor): StepUp {
  const t = useTranslations("security.stepUp");
  const [waiting, setWaiting] = useState<{ goOn: (shown: boolean) => void } | null>(null);

  async function stepUp<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
    const result = await act();
    if (result.ok || result.error.reason !== "identity.second_factor_needed") return result;
    const shown = await new Promise<boolean>((goOn) => setWaiting({ goOn }));
    setWaiting(null);
    return shown ? act() : result;
  }

  const stepUpDialog = (
    <CodeDialog
      open={waiting !== null}
      title={t("title")}
      text={t("text")}
      submitLabel={t("submit")}
      onClose={() => waiting?.goOn(false)}
      onCode={async (code) => {
        const shown = await showSecondFactorAction(door, { code });
        if (shown.ok) waiting?.goOn(true);
        return shown.ok ? null : shown.error;
      }}
    />
  );
  return { stepUp, stepUpDialog };
}
