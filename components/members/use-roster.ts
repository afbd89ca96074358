"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import { readRoster, rosterKey } from "@/lib/groups/browser/roster-queries";
import type { MemberView, RosterEntryView, RosterView } from "@/lib/groups/contract";
import type { MemberFacts } from "@/lib/groups/policy";

/** Sign-ins are told by nothing: they are asked for again this often. */
const REFRESH = 60_000;

type Acting = Omit<MemberFacts, "member">;

export type Roster = {
  entryOf: (personId: string) => RosterEntryView | undefined;
  /** What the reader's rights depend on; null until that is known, and for who reads without being a member. */
  acting: Acting | null;
};

/** What is known of the people of a group besides the conversation's own list, which is always true; asked anew when people come and go. */
export function useRoster(groupId: string, me: string, members: ReadonlyMap<string, MemberView>): Roster {
  const door = useDoor();
  const present = [...members.values()].filter((member) => member.present).length;
  const { data } = useQuery({
    queryKey: rosterKey(groupId, present),
    queryFn: () => readRoster(door, groupId),
    refetchInterval: REFRESH,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const entries = new Map(data?.entries.map((entry) => [entry.personId, entry]));
    return {
      entryOf: (personId) => entries.get(personId),
      acting: data ? actingOf(data, me, members) : null,
    };
  }, [data, me, members]);
}

function actingOf(
  { leadsService, tamId, followsTicket }: RosterView,
  me: string,
  members: ReadonlyMap<string, MemberView>,
): Acting | null {
  const mine = members.get(me);
  if (!mine?.present) return null;
  const leads = mine.side === "customer" ? mine.role === "owner" : leadsService;
  const owners = [...members.values()].filter(
    ({ present, side, role }) => present && side === "customer" && role === "owner",
  );
  return { actor: { personId: me, side: mine.side, leads }, owners: owners.length, tamId, followsTicket };
}
