"use client";

import { useMemo, useState } from "react";
import { type Components, Virtuoso } from "react-virtuoso";
import { useLocale, useTranslations } from "use-intl";
import { type ChosenMove, movesFor } from "@/components/members/member-moves";
import { MemberRow } from "@/components/members/member-row";
import type { Roster } from "@/components/members/use-roster";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/text-field";
import type { MemberView } from "@/lib/groups/contract";

type MemberListProps = {
  label: string;
  members: readonly MemberView[];
  me: string;
  roster: Roster;
  /** Offers what the reader may do; without it the list is only read. */
  onChoose?: ((chosen: ChosenMove) => void) | undefined;
};

type Context = Pick<MemberListProps, "label" | "me" | "roster" | "onChoose"> & { count: number };

const parts: Components<MemberView, Context> = {
  List: ({ context, children, ...rest }) => (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list measures its own div
    <div {...rest} role="list" aria-label={context.label}>
      {children}
    </div>
  ),
  Item: ({ item: _item, context, children, ...rest }) => (
    // Only those on the screen are drawn: how many there are has to be said.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
    <div {...rest} role="listitem" aria-setsize={context.count} aria-posinset={rest["data-index"] + 1}>
      {children}
    </div>
  ),
  Footer: () => <div className="h-4" />,
};

/** So many rows at the end of a list open their menus upwards; a shorter list has room below. */
const LAST_ROWS = 3;

const ignore = () => undefined;

function renderRow(index: number, member: MemberView, { me, roster, onChoose, count }: Context) {
  const { acting, entryOf } = roster;
  const isLast = count > 2 * LAST_ROWS && index >= count - LAST_ROWS;
  return (
    <div className="px-2">
      <MemberRow
        member={member}
        isMe={member.personId === me}
        isTam={member.personId === acting?.tamId}
        entry={entryOf(member.personId)}
        moves={acting && onChoose ? movesFor(acting, member) : []}
        placement={isLast ? "above" : "below"}
        onChoose={onChoose ?? ignore}
      />
    </div>
  );
}

/** The people of one side: owners first, then by name; found by typing. */
export function MemberList({ label, members, me, roster, onChoose }: MemberListProps) {
  const t = useTranslations("workbench");
  const [wanted, setWanted] = useState("");
  const sorted = useSorted(members);
  const needle = wanted.trim().toLocaleLowerCase();
  const found = sorted.filter(({ name }) => name.toLocaleLowerCase().includes(needle));

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
      {found.length === 0 ? (
        <EmptyState title={t(needle === "" ? "members.nobody" : "members.notFound")} />
      ) : (
        <div className="min-h-0 flex-1">
          <Virtuoso<MemberView, Context>
            className="h-full"
            data={found}
            context={{ label, me, roster, onChoose, count: found.length }}
            components={parts}
            computeItemKey={(_index, member) => member.personId}
            increaseViewportBy={300}
            itemContent={renderRow}
          />
        </div>
      )}
    </>
  );
}

/** Comparing by a language's rules is slow enough to do it once for a thousand people, not with every letter typed. */
function useSorted(members: readonly MemberView[]): readonly MemberView[] {
  const locale = useLocale();
  return useMemo(() => {
    const { compare } = new Intl.Collator(locale, { numeric: true });
    return members.toSorted(
      (one, other) =>
        Number(other.role === "owner") - Number(one.role === "owner") ||
        compare(one.name, other.name) ||
        (one.personId < other.personId ? -1 : 1),
    );
  }, [members, locale]);
}
