"use client";

import { BellRing, Volume2, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { chooseAlarm, useAlarmChoice } from "@/components/incidents/alarm-choices";
import type { Permission } from "@/components/incidents/use-notifications";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

type AlarmSetupProps = {
  isHeard: boolean;
  permission: Permission;
  onSound: () => Promise<void>;
  onNotify: () => Promise<void>;
};

/** Before there is an emergency: has the desk be heard and seen, which a browser allows only when it is asked by a press. */
export function AlarmSetup({ isHeard, permission, onSound, onNotify }: AlarmSetupProps) {
  const t = useTranslations("incidents.alarm");
  const common = useTranslations("common");
  const isSoundWanted = useAlarmChoice("sound");
  const isLater = useAlarmChoice("setUpLater");
  // Who has chosen the sound once is heard from their first press on.
  const asksForSound = isSoundWanted === false && !isHeard;
  const asksToNotify = permission === "default";
  // The page cannot ask again: only the browser's own settings can allow it.
  const isDenied = permission === "denied" || permission === "unsupported";
  if (isLater !== false || (!asksForSound && !asksToNotify && !isDenied)) return null;
  return (
    <section
      aria-label={t("setupLabel")}
      className="flex flex-wrap items-center gap-2 border-b bg-sunken px-4 py-1.5 text-sm"
    >
      <div className="min-w-0 grow basis-64 text-ink-muted">
        {(asksForSound || asksToNotify) && <p>{t("setup")}</p>}
        {isDenied && <p className="text-warning-ink">{t(permission)}</p>}
      </div>
      {asksForSound && (
        <Button size="small" onClick={() => void onSound()}>
          <Volume2 aria-hidden="true" className="size-3.5" />
          {t("enableSound")}
        </Button>
      )}
      {asksToNotify && (
        <Button size="small" onClick={() => void onNotify()}>
          <BellRing aria-hidden="true" className="size-3.5" />
          {t("enableNotifications")}
        </Button>
      )}
      <IconButton label={common("close")} onClick={() => chooseAlarm("setUpLater", true)}>
        <X />
      </IconButton>
    </section>
  );
}
