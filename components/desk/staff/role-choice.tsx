"use client";

import { useTranslations } from "use-intl";
import { CheckBox } from "@/components/ui/check-box";
import { staffRoles } from "@/lib/identity/contract";
import type { StaffRole } from "@/lib/actor/actor";

type RoleChoiceProps = {
  legend: string;
  roles: readonly StaffRole[];
  onChange: (roles: StaffRole[]) => void;
};

/** Which roles somebody has, each with what it may do. */
export function RoleChoice({ legend, roles, onChange }: RoleChoiceProps) {
  const t = useTranslations("staff.roles.help");
  const tDuty = useTranslations("duty");
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {staffRoles.map((role) => (
        <CheckBox
          key={role}
          label={
            <>
              {tDuty("role", { role })} <span className="text-sm text-ink-muted">{t(role)}</span>
            </>
          }
          checked={roles.includes(role)}
          onChange={(event) =>
            onChange(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))
          }
        />
      ))}
    </fieldset>
  );
}
