"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

/** Leads to Add Channel; off, with the reason, while no support plan is active. */
export function AddChannelLink({ isOff }: { isOff: boolean }) {
  const t = useTranslations("console");
  if (!isOff) {
    return (
      <ButtonLink href="/console/channels/add" variant="primary">
        {t("addChannel")}
      </ButtonLink>
    );
  }
  return (
    <span className="flex flex-wrap items-center justify-center gap-2">
      <Button variant="primary" disabled aria-describedby="add-channel-off">
        {t("addChannel")}
      </Button>
      <span id="add-channel-off" className="text-sm text-ink-muted">
        {t("plan.addChannelOff")}
      </span>
    </span>
  );
}
