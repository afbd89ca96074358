"use client";

import { useTranslations } from "use-intl";
import { useZonedMoment } from "@/components/invitations/use-zoned-moment";
import { countdown } from "@/components/tickets/sla/countdown";
import { useNow } from "@/components/ui/use-now";

type LinkEndProps = { expiresAt: string; clockAhead: number };

/** Until when a link is valid, and how long that is by the server's clock. */
export function LinkEnd({ expiresAt, clockAhead }: LinkEndProps) {
  const t = useTranslations("invitations");
  const moment = useZonedMoment();
  const now = useNow();
  const left = now === null ? null : countdown(expiresAt, now + clockAhead);
  return (
    <>
      {t("until", { time: moment(expiresAt) })}
      {left !== null && (
        <span aria-hidden="true" className="text-ink-faint tabular-nums">
          {" · "}
          {t("left", { left })}
        </span>
      )}
    </>
  );
}
