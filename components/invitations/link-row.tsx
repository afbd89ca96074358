"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { LinkEnd } from "@/components/invitations/link-end";
import type { InvitationChange } from "@/components/invitations/use-invitations";
import { useZonedMoment } from "@/components/invitations/use-zoned-moment";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { revokeInvitationAction } from "@/lib/invitations/actions";
import type { InvitationView } from "@/lib/invitations/contract";

type LinkRowProps = { invitation: InvitationView; change: InvitationChange; clockAhead: number };

/** Who made a link, how it stands, who came by it, and its end. */
export function LinkRow({ invitation, change, clockAhead }: LinkRowProps) {
  const t = useTranslations("invitations");
  const nameOf = usePersonName();
  const moment = useZonedMoment();
  const { inviter, state, createdAt, expiresAt, revokedAt } = invitation;
  return (
    <li className="flex flex-col gap-1 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <bdi className="min-w-0 flex-1 font-medium break-words">
          {t("madeBy", { name: nameOf(inviter.name), time: moment(createdAt) })}
        </bdi>
        <Badge tone={state === "live" ? "success" : "neutral"}>{t(`state.${state}`)}</Badge>
      </div>
      <p className="text-ink-muted">
        {state === "live" ? (
          <LinkEnd expiresAt={expiresAt} clockAhead={clockAhead} />
        ) : (
          (revokedAt !== null || state === "expired") && t("ended", { time: moment(revokedAt ?? expiresAt) })
        )}
      </p>
      <Uses invitation={invitation} />
      {invitation.mayRevoke && <Revoke invitation={invitation} change={change} />}
    </li>
  );
}

function Uses({ invitation: { uses, useCount, maxUses } }: { invitation: InvitationView }) {
  const t = useTranslations("invitations");
  const nameOf = usePersonName();
  const moment = useZonedMoment();
  const count =
    maxUses === null ? t("uses", { count: useCount }) : t("usesOf", { count: useCount, limit: maxUses });
  if (uses.length === 0) return <p className="text-ink-muted">{count}</p>;
  return (
    <details>
      <summary className="cursor-pointer text-ink-muted">{count}</summary>
      <ul aria-label={t("who")} className="pt-1 pl-4">
        {uses.map(({ personId, name, usedAt }) => (
          <li key={personId} className="flex gap-2">
            <bdi className="min-w-0 flex-1 truncate">{nameOf(name)}</bdi>
            <span className="text-ink-faint">{moment(usedAt)}</span>
          </li>
        ))}
        {useCount > uses.length && (
          <li className="text-ink-muted">{t("more", { count: useCount - uses.length })}</li>
        )}
      </ul>
    </details>
  );
}

type RevokeProps = Omit<LinkRowProps, "clockAhead">;

/** A link that was passed on cannot be brought back to life: asked once more. */
function Revoke({ invitation, change }: RevokeProps) {
  const t = useTranslations("invitations");
  const nameOf = usePersonName();
  const moment = useZonedMoment();
  const [isAsked, setAsked] = useState(false);
  const { inviter, createdAt } = invitation;
  if (isAsked)
    return <ConfirmRevoke invitation={invitation} change={change} onKeep={() => setAsked(false)} />;
  return (
    <div>
      <Button
        size="small"
        aria-label={t("revokeLabel", { name: nameOf(inviter.name), time: moment(createdAt) })}
        onClick={() => setAsked(true)}
      >
        {t("revoke")}
      </Button>
    </div>
  );
}

function ConfirmRevoke({ invitation: { id }, change, onKeep }: RevokeProps & { onKeep: () => void }) {
  const t = useTranslations("invitations");
  const door = useDoor();
  const confirm = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone.
  useEffect(() => confirm.current?.focus(), []);
  return (
    <div className="flex gap-2">
      <Button
        ref={confirm}
        size="small"
        variant="danger"
        busy={change.isPending}
        onClick={() => change.run(() => revokeInvitationAction(door, { invitationId: id }))}
      >
        {t("revokeSure")}
      </Button>
      <Button size="small" onClick={onKeep}>
        {t("revokeKeep")}
      </Button>
    </div>
  );
}
