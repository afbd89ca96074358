"use client";

import { EllipsisVertical, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { ChosenMove } from "@/components/members/member-moves";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Menu } from "@/components/ui/menu";
import type { MemberView, RosterEntryView } from "@/lib/groups/contract";

type MemberRowProps = {
  member: MemberView;
  isMe: boolean;
  /** The TAM of the group's plan. */
  isTam: boolean;
  /** Undefined until it is known. */
  entry: RosterEntryView | undefined;
  moves: readonly ChosenMove[];
  /** Where the menu has room. */
  placement: "below" | "above";
  onChoose: (chosen: ChosenMove) => void;
};

/** Somebody in a group: name, role, last sign-in, whether Feishu lets them be reached, and what the reader may do about them. */
export function MemberRow({ member, isMe, isTam, entry, moves, placement, onChoose }: MemberRowProps) {
  const t = useTranslations("workbench.members");
  return (
    <div className="flex min-h-14 items-center gap-3 rounded-md py-1.5 pr-1 pl-2">
      <Avatar name={member.name} src={member.avatarUrl} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <bdi className="min-w-0 truncate" title={member.name}>
            {member.name}
            {isMe && <span className="text-ink-faint"> {t("me")}</span>}
          </bdi>
          <RoleBadge member={member} isTam={isTam} />
        </p>
        {entry && <LastSignIn at={entry.signedInAt} />}
        {entry?.unreachable && (
          <p className="flex gap-1 text-xs text-warning-ink">
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
            {t("unreachable", { reason: t(`cause.${entry.unreachable}`) })}
          </p>
        )}
      </div>
      {moves.length > 0 && (
        <Menu
          label={t("actionsFor", { name: member.name })}
          trigger={<EllipsisVertical aria-hidden="true" className="size-4" />}
          placement={placement}
          groups={[
            {
              id: "moves",
              items: moves.map((chosen) => ({
                id: chosen.move,
                label: t(`move.${chosen.move}`),
                danger: chosen.move === "remove" || chosen.move === "leave",
                onSelect: () => onChoose(chosen),
              })),
            },
          ]}
        />
      )}
    </div>
  );
}

function RoleBadge({ member, isTam }: { member: MemberView; isTam: boolean }) {
  const t = useTranslations("workbench.members");
  if (member.role === "owner") return <Badge tone="accent">{t("owner")}</Badge>;
  if (isTam) return <Badge tone="accent">{t("tam")}</Badge>;
  return <Badge>{t("member")}</Badge>;
}

/** On the reader's clock. */
function LastSignIn({ at }: { at: string | null }) {
  const t = useTranslations("workbench.members");
  const format = useFormatter();
  if (at === null) return <p className="truncate text-xs text-ink-faint">{t("neverSignedIn")}</p>;
  const when = format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  return (
    <p className="truncate text-xs text-ink-faint">
      <time dateTime={at}>{t("signedIn", { when })}</time>
    </p>
  );
}
