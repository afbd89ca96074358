"use client";

import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import type { ChosenMove, MemberMove } from "@/components/members/member-moves";
import { useMemberChange } from "@/components/members/use-member-change";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { GroupRowView } from "@/lib/groups/contract";

type MemberDialogProps = { group: GroupRowView; me: string; chosen: ChosenMove; onClose: () => void };

const dangers: ReadonlySet<MemberMove> = new Set<MemberMove>(["remove", "leave"]);

/** Asks before somebody's place in a group is changed, and says what that means; what is refused is said in the same place. */
export function MemberDialog({ group, me, chosen, onClose }: MemberDialogProps) {
  const t = useTranslations("workbench.members");
  const common = useTranslations("common");
  const reasonText = useReasonText();
  const change = useMemberChange(group.id, onClose);
  const { move, member, refusal } = chosen;
  return (
    <Dialog
      open
      title={t(`ask.${move}`, { name: member.name, group: group.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-first-focus>
            {common(refusal === null ? "cancel" : "close")}
          </Button>
          {refusal === null && (
            <Button
              variant={dangers.has(move) ? "danger" : "primary"}
              busy={change.isPending}
              onClick={() => change.run(chosen)}
            >
              {t(`confirm.${move}`)}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {refusal === null ? (
          <MoveMeaning group={group} me={me} chosen={chosen} />
        ) : (
          <p>{reasonText(`groups.${refusal}`)}</p>
        )}
        {change.isUnreachable && <Banner tone="danger">{t("unreachableServer")}</Banner>}
        <RefusalBanner refusal={change.refusal} />
        {change.stepUpDialog}
      </div>
    </Dialog>
  );
}

/** What a move does, in the reader's case. */
function MoveMeaning({ group, me, chosen }: Pick<MemberDialogProps, "group" | "me" | "chosen">) {
  const t = useTranslations("workbench.members");
  const isStaff = useDoor().kind === "staff";
  const { move, member } = chosen;
  const who = member.personId === me ? "me" : "other";
  return (
    <>
      <p>{t(`meaning.${move}`, { kind: group.kind, who })}</p>
      {move === "makeOwner" && isStaff && <p>{t("meaning.appointing")}</p>}
    </>
  );
}
