"use client";

import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/text-field";
import type { MemberView } from "@/lib/groups/contract";

type MemberListProps = { members: readonly MemberView[]; me: string };

/** The people of one side: owners first, then by name; found by typing. */
export function MemberList({ members, me }: MemberListProps) {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const [wanted, setWanted] = useState("");
  const needle = wanted.trim().toLocaleLowerCase();
  const found = members
    .filter((member) => member.name.toLocaleLowerCase().includes(needle))
    .toSorted(
      (one, other) =>
        Number(other.role === "owner") - Number(one.role === "owner") ||
        one.name.localeCompare(other.name, locale),
    );

  return (
    <>
      <div className="px-4 pt-3 pb-2">
        <TextField
          type="search"
          label={t("members.search")}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <output className="block px-4 text-xs text-ink-faint">
        {needle !== "" && t("members.found", { count: found.length })}
      </output>
      {found.length === 0 && <EmptyState title={t(needle === "" ? "members.nobody" : "members.notFound")} />}
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {found.map((member) => (
          <li key={member.personId} className="flex min-h-12 items-center gap-3 rounded-md px-2">
            <Avatar name={member.name} src={member.avatarUrl} />
            <bdi className="min-w-0 flex-1 truncate">
              {member.name}
              {member.personId === me && <span className="text-ink-faint"> {t("members.me")}</span>}
            </bdi>
            <Badge tone={member.role === "owner" ? "accent" : "neutral"}>
              {t(member.role === "owner" ? "members.owner" : "members.member")}
            </Badge>
          </li>
        ))}
      </ul>
    </>
  );
}
