"use client";

import { Siren } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { EmergencyDialog } from "@/components/incidents/emergency-dialog";
import { Button } from "@/components/ui/button";

type EmergencyButtonProps = {
  groupId: string;
  /** The ticket of the group; null in a service main group, where a ticket is made first. */
  ticketId: string | null;
};

/** Emergency, in the header of a group: the customer declares one, or joins what is running. The service side has no such button. */
export function EmergencyButton({ groupId, ticketId }: EmergencyButtonProps) {
  const t = useTranslations("incidents");
  const isEmployee = useDoor().kind === "employee";
  const [isOpen, setOpen] = useState(false);
  if (!isEmployee) return null;
  return (
    <>
      <Button
        variant="danger"
        size="small"
        aria-haspopup="dialog"
        title={t("button")}
        onClick={() => setOpen(true)}
      >
        <Siren aria-hidden="true" className="size-3.5" />
        {/* In a narrow header the icon alone is seen. */}
        <span className="@max-md:sr-only">{t("button")}</span>
      </Button>
      <EmergencyDialog
        key={ticketId ?? groupId}
        groupId={groupId}
        ticketId={ticketId}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
