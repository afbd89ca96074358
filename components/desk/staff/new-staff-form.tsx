"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { RoleChoice } from "@/components/desk/staff/role-choice";
import { usePrivilegedAction } from "@/components/security/use-privileged-action";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { StaffRole } from "@/lib/actor/actor";
import { createStaffAction } from "@/lib/identity/actions";

const none: StaffRole[] = [];

/** Somebody new in the service team. */
export function NewStaffForm({ onDone }: { onDone: (email: string) => void }) {
  const t = useTranslations("staff.newPerson");
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction(
    "staff",
    createStaffAction,
    ({ email }) => onDone(email),
  );
  const [roles, setRoles] = useState(none);
  const [how, setHow] = useState("password");

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { name, email, password } = Object.fromEntries(new FormData(event.currentTarget));
    run({ name, email, roles, ...(how === "password" ? { password } : {}) });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4">
        <TextField name="name" label={t("name")} description={t("nameHelp")} required data-first-focus />
        <TextField type="email" name="email" label={t("email")} autoComplete="off" required />
        <RoleChoice legend={t("roles")} roles={roles} onChange={setRoles} />
        <SelectField
          label={t("how")}
          value={how}
          onChange={(event) => setHow(event.target.value)}
          options={[
            { value: "password", label: t("password") },
            { value: "oidc", label: t("oidc") },
          ]}
        />
        {how === "password" && (
          <TextField
            type="password"
            name="password"
            label={t("passwordField")}
            description={t("passwordHelp")}
            autoComplete="new-password"
            required
          />
        )}
        <RefusalBanner refusal={refusal} />
        <Button type="submit" variant="primary" size="large" busy={isPending}>
          {t("submit")}
        </Button>
      </form>
      {stepUpDialog}
    </>
  );
}
