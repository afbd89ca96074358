"use client";

import { useTranslations } from "use-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { GroupRowView } from "@/lib/groups/contract";

/** Instead of a composer, for who reads a conversation without being in it: why nothing can be written here. */
export function ReaderText({ reader }: { reader: NonNullable<GroupRowView["reader"]> }) {
  const t = useTranslations("opening");
  const isKnown = useHydrated();
  if (reader.by !== "break_glass") return t(`reading.${reader.by}`);
  if (reader.until === null) return t("readOnly");
  return (
    <span className="flex flex-wrap items-center gap-3">
      <span className="min-w-0 flex-1 basis-60">
        {isKnown && t("banner", { at: new Date(reader.until) })}
      </span>
      <ButtonLink size="small" href="/desk/open">
        {t("end")}
      </ButtonLink>
    </span>
  );
}
