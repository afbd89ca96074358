"use client";

import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import type { InvitationChange } from "@/components/invitations/use-invitations";
import { useZonedMoment } from "@/components/invitations/use-zoned-moment";
import { Button } from "@/components/ui/button";
import { decideJoinRequestAction } from "@/lib/invitations/actions";
import type { JoinRequestView } from "@/lib/invitations/contract";

type JoinRequestsProps = { requests: readonly JoinRequestView[]; change: InvitationChange };

/** Who was removed and asks to come back, for who may answer. */
export function JoinRequests({ requests, change }: JoinRequestsProps) {
  const t = useTranslations("invitations");
  const door = useDoor();
  const moment = useZonedMoment();
  if (requests.length === 0) return null;
  const decide = (requestId: string, approve: boolean) =>
    change.run(() => decideJoinRequestAction(door, { requestId, approve }));
  return (
    <section aria-labelledby="join-requests" className="flex flex-col gap-1">
      <h3 id="join-requests" className="font-semibold">
        {t("requests")}
      </h3>
      <p className="text-sm text-ink-muted">{t("requestsHelp")}</p>
      <ul className="divide-y">
        {requests.map(({ id, person: { name }, requestedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-2 py-2 text-sm">
            <bdi className="min-w-0 flex-1 break-words">
              {t("asked", { name, time: moment(requestedAt) })}
            </bdi>
            <Button
              size="small"
              variant="primary"
              disabled={change.isPending}
              aria-label={t("approveLabel", { name })}
              onClick={() => decide(id, true)}
            >
              {t("approve")}
            </Button>
            <Button
              size="small"
              disabled={change.isPending}
              aria-label={t("refuseLabel", { name })}
              onClick={() => decide(id, false)}
            >
              {t("refuse")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
