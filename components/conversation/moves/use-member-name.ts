"use client";

import { useTranslations } from "use-intl";
import { usePeople } from "@/components/conversation/people-context";

/** What somebody of this conversation is called; the reader is "you" where asked for. */
export function useMemberName(): (personId: string | null | undefined, saysYou?: boolean) => string {
  const t = useTranslations("conversation");
  const { me, members } = usePeople();
  return (personId, saysYou = false) => {
    if (personId === "all") return t("everyone");
    if (saysYou && personId === me) return t("you");
    return members.get(personId ?? "")?.name ?? t("unknownPerson");
  };
}
