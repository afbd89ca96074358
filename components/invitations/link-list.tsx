"use client";

import { useTranslations } from "use-intl";
import { LinkRow } from "@/components/invitations/link-row";
import type { InvitationChange } from "@/components/invitations/use-invitations";
import type { InvitationView } from "@/lib/invitations/contract";

type LinkListProps = {
  invitations: readonly InvitationView[];
  change: InvitationChange;
  clockAhead: number;
};

/** The links of a group that live or were made in the last days. */
export function LinkList({ invitations, change, clockAhead }: LinkListProps) {
  const t = useTranslations("invitations");
  return (
    <section aria-labelledby="invitation-links" className="flex flex-col gap-1">
      <h3 id="invitation-links" className="font-semibold">
        {t("links")}
      </h3>
      {invitations.length === 0 && <p className="text-sm text-ink-muted">{t("noLinks")}</p>}
      <ul className="divide-y">
        {invitations.map((invitation) => (
          <LinkRow key={invitation.id} invitation={invitation} change={change} clockAhead={clockAhead} />
        ))}
      </ul>
    </section>
  );
}
