"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { JoinRequests } from "@/components/invitations/join-requests";
import { LinkList } from "@/components/invitations/link-list";
import { NewLink } from "@/components/invitations/new-link";
import { useInvitationChange, useInvitations } from "@/components/invitations/use-invitations";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { InvitationsReading } from "@/lib/invitations/browser/invitation-queries";

type AddPeopleProps = { groupId: string };

/**
 * The button "Add people" and the dialog behind it: links into a group, who came by them, and who asks to come back. Nothing
 * for a reader who may not invite there. Works in the workbench and at the desk, where it is the TAM's joining link.
 */
export function AddPeople({ groupId }: AddPeopleProps) {
  const t = useTranslations("invitations");
  const [isOpen, setOpen] = useState(false);
  const { data: reading, isError } = useInvitations(groupId, isOpen);

  if (reading === undefined && !isError) return null;
  if (reading && !reading.mayInvite && !reading.mayDecide) return null;
  const waiting = reading?.requests.length ?? 0;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button onClick={() => setOpen(true)}>
        <UserPlus aria-hidden="true" className="size-4" />
        {t("add")}
      </Button>
      {waiting > 0 && <Badge tone="warning">{t("waitingCount", { count: waiting })}</Badge>}
      <Dialog open={isOpen} title={t("add")} onClose={() => setOpen(false)}>
        {reading === undefined ? (
          <Banner tone="warning">{t("loadFailed")}</Banner>
        ) : (
          <Invitations groupId={groupId} reading={reading} />
        )}
      </Dialog>
    </div>
  );
}

function Invitations({ groupId, reading }: AddPeopleProps & { reading: InvitationsReading }) {
  const t = useTranslations("invitations");
  const isStaff = useDoor().kind === "staff";
  const change = useInvitationChange(groupId);
  const { mayInvite, invitations, requests, clockAhead } = reading;
  return (
    <div className="flex flex-col gap-4">
      {change.isUnreachable && <Banner tone="warning">{t("unreachable")}</Banner>}
      <RefusalBanner refusal={change.refusal} />
      {mayInvite && (
        <>
          <p className="text-ink-muted">{t(isStaff ? "introStaff" : "intro")}</p>
          <NewLink groupId={groupId} change={change} clockAhead={clockAhead} />
          <Banner tone="neutral">{t("range")}</Banner>
        </>
      )}
      <JoinRequests requests={requests} change={change} />
      {mayInvite && <LinkList invitations={invitations} change={change} clockAhead={clockAhead} />}
    </div>
  );
}
