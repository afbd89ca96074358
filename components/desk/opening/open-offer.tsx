"use client";

import { useTranslations } from "use-intl";
import { useDeskRoles } from "@/components/desk/desk-reader";
import { ButtonLink } from "@/components/ui/button-link";
import { staffScope } from "@/lib/groups/policy";

/** Where a conversation is not the reader's: how they could read it by their role all the same. */
export function OpenOffer({ groupId }: { groupId: string }) {
  const t = useTranslations("opening");
  const { breaksGlass, audits, readsQueue } = staffScope(useDeskRoles());
  return (
    <span className="mt-3 flex flex-wrap justify-center gap-2">
      {(audits || readsQueue) && (
        <ButtonLink href={`/desk/reading?group=${groupId}`}>{t("reading.read")}</ButtonLink>
      )}
      {breaksGlass && <ButtonLink href={`/desk/open?group=${groupId}`}>{t("offer")}</ButtonLink>}
    </span>
  );
}
