"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { LeaveDialog } from "@/components/desk/duty/leave-dialog";
import { SkillsDialog } from "@/components/desk/duty/skills-dialog";
import { TeamMember } from "@/components/desk/duty/team-member";
import type { DutyView } from "@/lib/duty/contract";

type TeamListProps = { duty: DutyView; me: string; mayManage: boolean };

/** What everybody of the service team can do and take, and who is away; editable for who may. */
export function TeamList({ duty, me, mayManage }: TeamListProps) {
  const t = useTranslations("duty.team");
  const [editing, setEditing] = useState<{ what: "skills" | "leave"; personId: string } | null>(null);
  const colleague = duty.colleagues.find(({ personId }) => personId === editing?.personId);
  const close = () => setEditing(null);
  return (
    <section aria-labelledby="team">
      <h2 id="team" className="mb-2 text-lg font-semibold">
        {t("title")}
      </h2>
      <ul className="divide-y rounded-lg border bg-raised">
        {duty.colleagues.map((one) => (
          <TeamMember
            key={one.personId}
            colleague={one}
            duty={duty}
            onEditSkills={
              mayManage ? () => setEditing({ what: "skills", personId: one.personId }) : undefined
            }
            onEditLeave={
              mayManage || one.personId === me
                ? () => setEditing({ what: "leave", personId: one.personId })
                : undefined
            }
          />
        ))}
      </ul>
      <SkillsDialog
        colleague={editing?.what === "skills" ? colleague : undefined}
        products={duty.products}
        onClose={close}
      />
      <LeaveDialog colleague={editing?.what === "leave" ? colleague : undefined} onClose={close} />
    </section>
  );
}
