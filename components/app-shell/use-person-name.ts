"use client";

import { useCallback, useMemo } from "react";
import { useTranslations } from "use-intl";
import { personName } from "@/lib/i18n/person-name";

/** How people are called in the reader's language; who has no name any more, too. */
export function usePersonName(): (name: string) => string {
  const t = useTranslations();
  return useCallback((name: string) => personName(t, name), [t]);
}

/** The members of a group, each with a name that can be shown. */
export function useNamedMembers<Member extends { name: string }>(
  members: ReadonlyMap<string, Member>,
): ReadonlyMap<string, Member> {
  const nameOf = usePersonName();
  return useMemo(() => {
    if (![...members.values()].some(({ name }) => name === "")) return members;
    return new Map([...members].map(([id, member]) => [id, { ...member, name: nameOf(member.name) }]));
  }, [members, nameOf]);
}
