"use client";

import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";

/** A service main group that was made, or whose requests were answered. */
export type BoundGroup = { organization: string; isNew: boolean; answered: number };

/** What was done last, with a way to the customer: no longer in need, it stands elsewhere in the list. */
export function BoundNote({ bound }: { bound: BoundGroup | null }) {
  const t = useTranslations("deskGroups.group");
  if (bound === null) return null;
  const { organization, isNew, answered } = bound;
  return (
    <Banner
      tone="success"
      action={
        <ButtonLink
          size="small"
          href={`/desk/groups?${new URLSearchParams({ text: organization }).toString()}`}
        >
          {t("show")}
        </ButtonLink>
      }
    >
      {isNew && <p>{t("created", { organization })}</p>}
      {(answered > 0 || !isNew) && <p>{t("answered", { count: answered })}</p>}
    </Banner>
  );
}
