"use client";

import { useTranslations } from "use-intl";
import { SecondFactorCard } from "@/components/security/second-factor-card";
import { SessionList } from "@/components/security/session-list";
import { ButtonLink } from "@/components/ui/button-link";
import type { SecurityView, SignInDoor } from "@/lib/identity/contract";

type SecuritySettingsProps = {
  door: SignInDoor;
  security: SecurityView;
  /** Where somebody was going who had to set up a second factor first. */
  goesOnTo: string | null;
};

/** Everything about one's own sign-in: the second factor, and where one is signed in. */
export function SecuritySettings({ door, security, goesOnTo }: SecuritySettingsProps) {
  const t = useTranslations("security");
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <SecondFactorCard door={door} security={security} />
      {goesOnTo !== null && security.secondFactor !== null && (
        <ButtonLink href={goesOnTo} variant="primary" className="self-start">
          {t("continue")}
        </ButtonLink>
      )}
      <SessionList door={door} sessions={security.sessions} />
    </div>
  );
}
