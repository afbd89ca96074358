"use client";

import { useTranslations } from "use-intl";
import { usePeople } from "@/components/conversation/people-context";
import { classNames } from "@/components/ui/class-names";

/** A person's name in a message; mine stands out unless it was named silently, and who left is struck through. */
export function MentionChip({ id, isSilent }: { id: string; isSilent: boolean }) {
  const t = useTranslations("conversation");
  const { me, members } = usePeople();
  const member = members.get(id);
  const name = id === "all" ? t("everyone") : (member?.name ?? t("unknownPerson"));
  const hasLeft = id !== "all" && member?.present !== true;
  const standsOut = !isSilent && (id === me || id === "all");
  return (
    <span
      title={hasLeft ? t("personLeft", { name }) : undefined}
      className={classNames(
        "rounded-sm px-0.5 font-medium [unicode-bidi:isolate]",
        standsOut ? "bg-accent-solid text-on-solid" : "text-accent-ink",
        hasLeft && "text-ink-faint line-through",
      )}
    >
      @{name}
    </span>
  );
}
