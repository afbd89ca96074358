"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { MovesContext } from "@/components/conversation/moves/moves-context";
import { useMessageMoves } from "@/components/conversation/moves/use-message-moves";
import { Banner } from "@/components/ui/banner";
import { IconButton } from "@/components/ui/icon-button";

type MovesProviderProps = Parameters<typeof useMessageMoves>[0] & { children: ReactNode };

/** Gives the messages below it what can be done with them, and says what was refused. */
export function MovesProvider({ children, ...input }: MovesProviderProps) {
  const common = useTranslations("common");
  const reasonText = useReasonText();
  const { moves, problem, dismiss } = useMessageMoves(input);
  return (
    <MovesContext value={moves}>
      {problem !== null && (
        <Banner
          tone="danger"
          className="rounded-none"
          action={
            <IconButton label={common("close")} onClick={dismiss}>
              <X />
            </IconButton>
          }
        >
          {reasonText(problem)}
        </Banner>
      )}
      {children}
    </MovesContext>
  );
}
